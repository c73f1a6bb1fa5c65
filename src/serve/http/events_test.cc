#include "serve/http/events.h"

#include <gtest/gtest.h>

namespace tadwin::serve {
namespace {

TEST(EventHubTest, EveryListenerGetsWhatIsPublishedAfterItCame) {
  EventHub hub;
  const auto first = hub.Subscribe();
  hub.Publish("job", "{}");
  const auto second = hub.Subscribe();
  hub.Publish("ledger", "{\"version\":\"2\"}");
  EXPECT_EQ(first->Take(), "event: job\ndata: {}\n\nevent: ledger\ndata: {\"version\":\"2\"}\n\n");
  EXPECT_EQ(second->Take(), "event: ledger\ndata: {\"version\":\"2\"}\n\n");
  EXPECT_EQ(first->Take(), "");
}

TEST(EventHubTest, WakesAListenerForEachEvent) {
  EventHub hub;
  const auto listener = hub.Subscribe();
  int woken = 0;
  listener->OnArrival([&] { ++woken; });
  hub.Publish("a", "1");
  hub.Publish("a", "2");
  EXPECT_EQ(woken, 2);
}

TEST(EventHubTest, CutsOffAListenerThatFallsBehind) {
  EventHub hub;
  const auto listener = hub.Subscribe();
  for (size_t i = 0; i <= kMaxWaiting; ++i) hub.Publish("a", "1");
  EXPECT_TRUE(listener->closed());
  EXPECT_EQ(hub.listeners(), 0u);
}

TEST(EventHubTest, ForgetsWhoIsGoneAndClosesTheRest) {
  EventHub hub;
  hub.Subscribe();
  const auto stays = hub.Subscribe();
  EXPECT_EQ(hub.listeners(), 1u);
  hub.Close();
  EXPECT_TRUE(stays->closed());
  EXPECT_TRUE(hub.Subscribe()->closed());
}

}  // namespace
}  // namespace tadwin::serve
