package io.runbookmemory.examples.daemon.notify;

import io.runbookmemory.examples.daemon.config.ChannelPart;
import io.runbookmemory.examples.daemon.config.Mode;
import io.runbookmemory.slo.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

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
        allowed(urgency).filter(part -> !part.escalates()).map(ChannelPart::name).toList();
    return names.isEmpty() ? List.of(ChannelPart.LOG.name()) : names;
  }

  /** Returns those who are told when nobody acknowledges, those who are told sooner first. */
  public List<ChannelPart> escalated(Verdict urgency) {
    return allowed(urgency)
        .filter(ChannelPart::escalates)
        .sorted(Comparator.comparing(ChannelPart::after))
        .toList();
  }

  /**
   * Returns the names of those who are told of what is good to know and wakes nobody; never nobody.
   */
  public List<String> noted() {
    List<String> names =
        allowed(Verdict.TICKET)
            .filter(part -> !part.escalates() && !part.target().pages())
            .map(ChannelPart::name)
            .toList();
    return names.isEmpty() ? List.of(ChannelPart.LOG.name()) : names;
  }

  /** Returns the same where the daemon is trusted no further than it was at a time. */
  public Routing within(Mode then) {
    return then.compareTo(mode) < 0 ? new Routing(then, channels) : this;
  }

  /** Returns whether nobody is told later than at once. */
  public boolean isWithoutEscalation() {
    return channels.stream().noneMatch(ChannelPart::escalates);
  }

  private Stream<ChannelPart> allowed(Verdict urgency) {
    return mode == Mode.SHADOW
        ? Stream.empty()
        : channels.stream()
            .filter(part -> part.of().contains(urgency))
            .filter(part -> mode == Mode.PAGE || !part.target().pages());
  }
}
