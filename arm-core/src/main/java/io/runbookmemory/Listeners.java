package io.runbookmemory;

import io.runbookmemory.learn.upkeep.UpkeepListener;
import io.runbookmemory.recall.RecallListener;
import io.runbookmemory.remember.RememberListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All who listen. One who throws is logged the first time, and disturbs nobody. */
final class Listeners {

  private static final Logger LOG = LoggerFactory.getLogger(RunbookMemory.class);

  private final List<RecallListener> recall;
  private final List<RememberListener> remember;
  private final List<UpkeepListener> upkeep;
  private final Set<Object> broken = ConcurrentHashMap.newKeySet();

  Listeners(RunbookMemoryBuilder builder) {
    this.recall = new ArrayList<>(builder.recallListeners);
    this.remember = List.copyOf(builder.rememberListeners);
    this.upkeep = List.copyOf(builder.upkeepListeners);
  }

  void add(RecallListener listener) {
    recall.add(listener);
  }

  void recall(Consumer<RecallListener> event) {
    tell(recall, event);
  }

  void remember(Consumer<RememberListener> event) {
    tell(remember, event);
  }

  void upkeep(Consumer<UpkeepListener> event) {
    tell(upkeep, event);
  }

  private <T> void tell(List<T> listeners, Consumer<T> event) {
    for (T listener : listeners) {
      try {
        event.accept(listener);
      } catch (RuntimeException | LinkageError e) {
        if (broken.add(listener)) {
          LOG.warn("a listener throws; it is said only once: {}", listener, e);
        }
      }
    }
  }
}
