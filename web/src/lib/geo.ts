// The basemap and what is drawn on it. Natural Earth's countries, 1:50m, fetched once when a map is
// first shown.

import {geoCircle, geoMercator, geoPath, type GeoPermissibleObjects, type GeoProjection} from 'd3-geo';
import type {Feature, FeatureCollection} from 'geojson';
import {feature, mesh} from 'topojson-client';
import type {GeometryCollection, Topology} from 'topojson-specification';
import {ApiError} from './api';

export interface Basemap {
  land: FeatureCollection;
  borders: GeoPermissibleObjects;
}

let wanted: Promise<Basemap> | null = null;

async function read(): Promise<Basemap> {
  const response = await fetch('/assets/countries-50m.json');
  if (!response.ok) throw new ApiError(response.status, 'basemap', response.statusText);
  const world = (await response.json()) as Topology<{countries: GeometryCollection}>;
  const countries = world.objects.countries;
  return {
    land: feature(world, countries) as FeatureCollection,
    borders: mesh(world, countries, (a, b) => a !== b),
  };
}

export function basemap(): Promise<Basemap> {
  wanted ??= read().catch((fault: unknown) => {
    wanted = null;  // the next map tries again
    throw fault;
  });
  return wanted;
}

export const kKmPerDegree = 111.195;

// The ground within `km` of a point.
export function circle(lon: number, lat: number, km: number): GeoPermissibleObjects {
  return geoCircle().center([lon, lat]).radius(Math.max(km, 0.5) / kKmPerDegree).precision(6)();
}

export function mercator(width: number, height: number, center: [number, number], scale: number): GeoProjection {
  return geoMercator().center(center).scale(scale).translate([width / 2, height / 2]).clipExtent([[-60, -60], [width + 60, height + 60]]);
}

export function pathOf(projection: GeoProjection): (shape: GeoPermissibleObjects) => string {
  const path = geoPath(projection).digits(1);
  return (shape) => path(shape) ?? '';
}

export function nameOfCountry(shape: Feature): string {
  return String((shape.properties as {name?: string} | null)?.name ?? '');
}

// Pixels of a Mercator scale that one kilometre takes at a latitude.
export function pixelsPerKm(scale: number, lat: number): number {
  return scale / (6371 * Math.cos((lat * Math.PI) / 180));
}
