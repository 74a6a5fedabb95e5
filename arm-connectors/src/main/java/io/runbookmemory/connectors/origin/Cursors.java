package io.runbookmemory.connectors.origin;

import java.time.Instant;
import java.util.Optional;

/** How far origins were read. Implementations are thread-safe. */
public interface Cursors {

  /** Knows nothing and keeps nothing, so that everything is read each time. */
  Cursors NONE =
      new Cursors() {
        @Override
        public Optional<Instant> last(String origin) {
          return Optional.empty();
        }

        @Override
        public void move(String origin, Instant to, Instant now) {
          // For stores that have no place for it.
        }
      };

  /**
   * Returns up to where an origin was read.
   *
   * @param origin its {@link Origin#cursor()}
   * @return the time of the last change that is stored; empty if it was never read to its end
   */
  Optional<Instant> last(String origin);

  /**
   * Keeps up to where an origin was read. Of two who read at once the later word holds, which may
   * be the earlier time: then some of it is read once more.
   *
   * @param origin its {@link Origin#cursor()}
   * @param to the time of the last change that is stored
   * @param now the present time
   */
  void move(String origin, Instant to, Instant now);
}
