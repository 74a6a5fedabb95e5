package io.runbookmemory.examples.daemon.door;

import io.runbookmemory.examples.daemon.http.Asked;
import io.runbookmemory.examples.daemon.http.Door;
import io.runbookmemory.examples.daemon.http.Reply;
import io.runbookmemory.examples.daemon.observe.DaemonMeters;

/** {@code GET /metrics}, for Prometheus. */
public record MetricsDoor(DaemonMeters meters) implements Door {

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public String path() {
    return "/metrics";
  }

  @Override
  public Reply answer(Asked asked) {
    return Reply.text("text/plain; version=0.0.4; charset=utf-8", meters.scrape());
  }
}
