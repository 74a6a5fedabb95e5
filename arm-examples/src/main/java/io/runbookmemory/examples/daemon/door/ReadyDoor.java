package io.runbookmemory.examples.daemon.door;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.examples.daemon.http.Asked;
import io.runbookmemory.examples.daemon.http.Door;
import io.runbookmemory.examples.daemon.http.Reply;
import java.util.Map;
import java.util.function.Supplier;

/**
 * {@code GET /readyz}: whether alerts that are brought now are handled, 200 or 503, and what each
 * part says.
 */
public record ReadyDoor(Supplier<Readiness> readiness) implements Door {

  /**
   * What can be said of it.
   *
   * @param ready whether all is well
   * @param parts what each part says, such as {@code pipeline} and {@code working}
   */
  public record Readiness(boolean ready, Map<String, String> parts) {}

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public String path() {
    return "/readyz";
  }

  @Override
  public Reply answer(Asked asked) {
    Readiness now = readiness.get();
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("ready", now.ready());
    now.parts().forEach(body::put);
    return Reply.json(now.ready() ? 200 : 503, body);
  }
}
