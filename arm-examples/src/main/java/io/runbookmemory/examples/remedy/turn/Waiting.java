package io.runbookmemory.examples.remedy.turn;

import io.runbookmemory.error.UnavailableException;
import java.time.Duration;

/** How time is let pass between two looks. */
@FunctionalInterface
public interface Waiting {

  /** Sleeps; whoever is interrupted stops where they are. */
  Waiting SLEEP =
      length -> {
        try {
          Thread.sleep(length);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new UnavailableException("remedy", "was interrupted while it waited", e);
        }
      };

  /** Lets a length of time pass. */
  void pause(Duration length);
}
