// Server-sent events: whoever publishes never waits for whoever listens.
//
// A listener that falls kMaxWaiting events behind is cut off and may come back. Threads: safe.
// Source: WHATWG HTML, 9.2 Server-sent events.

#ifndef TADWIN_SERVE_HTTP_EVENTS_H_
#define TADWIN_SERVE_HTTP_EVENTS_H_

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace tadwin::serve {

inline constexpr size_t kMaxWaiting = 1000;

// What one listener has not been sent yet.
class Subscription {
 public:
  // `wake` is called, from any thread, when there is something to take.
  void OnArrival(std::function<void()> wake);
  // Everything that waits, in the format of the wire.
  std::string Take();
  bool closed() const;

  void Put(const std::string& event);
  void Close();

 private:
  mutable std::mutex mutex_;
  std::string waiting_;
  size_t count_ = 0;
  bool closed_ = false;
  std::function<void()> wake_;
};

class EventHub {
 public:
  std::shared_ptr<Subscription> Subscribe();
  // `data` is one line.
  void Publish(std::string_view event, std::string_view data);
  // Ends every subscription, also those asked for later.
  void Close();
  size_t listeners() const;

 private:
  mutable std::mutex mutex_;
  std::vector<std::weak_ptr<Subscription>> listeners_;
  bool closed_ = false;
};

}  // namespace tadwin::serve

#endif  // TADWIN_SERVE_HTTP_EVENTS_H_
