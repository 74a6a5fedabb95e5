package io.runbookmemory.examples.daemon.door;

import io.runbookmemory.examples.daemon.http.Answer;
import io.runbookmemory.examples.daemon.http.Asked;
import io.runbookmemory.examples.daemon.http.Door;
import io.runbookmemory.examples.daemon.http.OuterDoor;
import io.runbookmemory.examples.daemon.http.Reply;
import io.runbookmemory.examples.daemon.observe.Stage;
import io.runbookmemory.examples.daemon.observe.Tracing;
import java.util.List;

/**
 * A door whose answers are part of the trace that a request names, and all that is asked of others
 * meanwhile.
 */
public record TracedDoor(Door door, Tracing tracing) implements OuterDoor {

  /** Returns doors that are traced. */
  public static List<Door> of(List<? extends Door> doors, Tracing tracing) {
    return doors.stream().<Door>map(door -> new TracedDoor(door, tracing)).toList();
  }

  @Override
  public Answer answer(Asked asked) {
    String name = method() + " " + path();
    try (Stage stage = tracing.receive(name, asked.header("traceparent").orElse(null))) {
      stage.with("http.request.method", method()).with("http.route", path());
      Answer answer = stage.give(() -> door.answer(asked));
      if (answer instanceof Reply reply) {
        stage.with("http.response.status_code", String.valueOf(reply.status()));
      }
      return answer;
    }
  }
}
