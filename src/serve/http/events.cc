#include "serve/http/events.h"

#include <utility>

namespace tadwin::serve {

void Subscription::OnArrival(std::function<void()> wake) {
  const std::lock_guard lock(mutex_);
  wake_ = std::move(wake);
}

std::string Subscription::Take() {
  const std::lock_guard lock(mutex_);
  count_ = 0;
  return std::exchange(waiting_, {});
}

bool Subscription::closed() const {
  const std::lock_guard lock(mutex_);
  return closed_;
}

// The wake function is called under the lock, so that it is not gone when OnArrival replaced it; it
// only posts.
void Subscription::Put(const std::string& event) {
  const std::lock_guard lock(mutex_);
  if (closed_) return;
  waiting_ += event;
  if (++count_ > kMaxWaiting) closed_ = true;
  if (wake_) wake_();
}

void Subscription::Close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  if (wake_) wake_();
}

std::shared_ptr<Subscription> EventHub::Subscribe() {
  auto subscription = std::make_shared<Subscription>();
  const std::lock_guard lock(mutex_);
  if (closed_) {
    subscription->Close();
  } else {
    listeners_.push_back(subscription);
  }
  return subscription;
}

void EventHub::Publish(std::string_view event, std::string_view data) {
  std::string text = "event: ";
  text.append(event).append("\ndata: ").append(data).append("\n\n");
  const std::lock_guard lock(mutex_);
  std::erase_if(listeners_, [&](const std::weak_ptr<Subscription>& listener) {
    const auto subscription = listener.lock();
    if (subscription == nullptr) return true;
    subscription->Put(text);
    return subscription->closed();
  });
}

void EventHub::Close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  for (const auto& listener : listeners_) {
    if (const auto subscription = listener.lock()) subscription->Close();
  }
  listeners_.clear();
}

size_t EventHub::listeners() const {
  const std::lock_guard lock(mutex_);
  size_t count = 0;
  for (const auto& listener : listeners_) count += listener.expired() ? 0 : 1;
  return count;
}

}  // namespace tadwin::serve
