package io.runbookmemory.examples.daemon.door;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.examples.daemon.http.Asked;
import io.runbookmemory.examples.daemon.http.Door;
import io.runbookmemory.examples.daemon.http.Guard;
import io.runbookmemory.examples.daemon.http.Reply;
import java.util.List;
import java.util.function.Supplier;

/**
 * {@code POST /-/reload}, from this machine: reads the configuration again. One that breaks a rule
 * is refused with file, line and rule, and the daemon goes on as it was.
 *
 * @param reload does it, and returns which changes need a restart
 */
public record ReloadDoor(Supplier<List<String>> reload) implements Door {

  @Override
  public String method() {
    return "POST";
  }

  @Override
  public String path() {
    return "/-/reload";
  }

  @Override
  public Guard guard() {
    return Guard.LOCAL;
  }

  @Override
  public Reply answer(Asked asked) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("reloaded", true);
    ArrayNode left = body.putArray("needRestart");
    reload.get().forEach(left::add);
    return Reply.json(200, body);
  }
}
