package io.runbookmemory.examples.daemon;

import io.runbookmemory.examples.daemon.http.Answer;
import io.runbookmemory.examples.daemon.http.Asked;
import io.runbookmemory.examples.daemon.http.Door;
import io.runbookmemory.examples.daemon.http.EventStream;
import io.runbookmemory.examples.daemon.http.OuterDoor;
import io.runbookmemory.examples.daemon.http.Reply;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The calls that run, and what was replaced while they did: that is closed when the last call has
 * ended that may have seen it. No call waits for a reload, and no reload for a call. Thread-safe.
 */
final class Calls {

  private final Set<Object> running = new HashSet<>();
  private final List<Retired> retired = new ArrayList<>();

  /** What was replaced, and the calls that may still use it. */
  private record Retired(Set<Object> users, Runnable end) {}

  /** Makes a call. */
  <T> T during(Supplier<T> work) {
    Object call = new Object();
    synchronized (this) {
      running.add(call);
    }
    try {
      return work.get();
    } finally {
      ended(call);
    }
  }

  private void ended(Object call) {
    List<Runnable> unused = new ArrayList<>();
    synchronized (this) {
      running.remove(call);
      retired.removeIf(
          one -> {
            boolean last = one.users().remove(call) && one.users().isEmpty();
            if (last) {
              unused.add(one.end());
            }
            return last;
          });
    }
    unused.forEach(Runnable::run);
  }

  /** Closes something that no new call will see, as soon as no call uses it. */
  void retire(Runnable end) {
    synchronized (this) {
      if (!running.isEmpty()) {
        retired.add(new Retired(new HashSet<>(running), end));
        return;
      }
    }
    end.run();
  }

  /** Closes what is left, whoever uses it. */
  void close() {
    List<Retired> left;
    synchronized (this) {
      left = List.copyOf(retired);
      retired.clear();
    }
    left.forEach(one -> one.end().run());
  }

  /** Returns doors whose answers are such calls. */
  List<Door> held(List<? extends Door> doors) {
    return doors.stream().<Door>map(door -> new Held(door, this)).toList();
  }

  /** A door that is a call while it answers, and while a stream of it begins. */
  private record Held(Door door, Calls calls) implements OuterDoor {

    @Override
    public Answer answer(Asked asked) {
      return switch (calls.during(() -> door.answer(asked))) {
        case Reply reply -> reply;
        case EventStream stream ->
            new EventStream(sink -> calls.during(() -> stream.source().begin(sink)));
      };
    }
  }
}
