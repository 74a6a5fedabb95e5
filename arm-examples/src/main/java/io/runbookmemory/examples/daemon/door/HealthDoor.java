package io.runbookmemory.examples.daemon.door;

import io.runbookmemory.examples.daemon.http.Asked;
import io.runbookmemory.examples.daemon.http.Door;
import io.runbookmemory.examples.daemon.http.Reply;

/** {@code GET /healthz}: the process answers. What it needs is asked for at {@link ReadyDoor}. */
public record HealthDoor() implements Door {

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public String path() {
    return "/healthz";
  }

  @Override
  public Reply answer(Asked asked) {
    return Reply.text("text/plain", "alive\n");
  }
}
