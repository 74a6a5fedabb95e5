package io.runbookmemory.examples.daemon.notify;

import io.runbookmemory.examples.daemon.config.ChannelPart;
import io.runbookmemory.examples.daemon.config.Mode;
import io.runbookmemory.slo.Verdict;
import java.util.List;

/**
 * Who is told of what.
 *
 * @param mode how far the daemon is trusted
 * @param channels those of the configuration
 */
public record Routing(Mode mode, List<ChannelPart> channels) {

  /** Copies the list. */
  public Routing {
    channels = List.copyOf(channels);
  }

  /** Returns the names of those who are told of something of an urgency; never nobody. */
  public List<String> told(Verdict urgency) {
    List<String> names =
        mode == Mode.SHADOW
            ? List.of()
            : channels.stream()
                .filter(part -> part.of().contains(urgency))
                .filter(part -> mode == Mode.PAGE || !part.target().pages())
                .map(ChannelPart::name)
                .toList();
    return names.isEmpty() ? List.of(ChannelPart.LOG.name()) : names;
  }
}
