package io.runbookmemory.examples.daemon.notify;

import io.runbookmemory.examples.daemon.config.ChannelPart;
import io.runbookmemory.examples.daemon.config.Mode;
import io.runbookmemory.examples.daemon.config.Target;
import io.runbookmemory.oncall.EscalationPolicy;
import io.runbookmemory.slo.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

  /**
   * Returns what is wrong where channels are to be told and none is of a page at once; empty if
   * nothing is.
   */
  public Optional<String> complaint() {
    boolean reaches =
        allowed(Verdict.PAGE)
            .anyMatch(part -> !part.escalates() && !(part.target() instanceof Target.Log));
    return mode == Mode.SHADOW || reaches
        ? Optional.empty()
        : Optional.of(
            "of a page nobody is told at once but the log: in mode "
                + mode.name().toLowerCase(Locale.ROOT)
                + " no channel has page in its of, and no after"
                + (mode == Mode.ANNOTATE ? ", and wakes nobody" : ""));
  }

  /** Returns those who are told when nobody acknowledges, those who are told sooner first. */
  public List<ChannelPart> escalated(Verdict urgency) {
    return allowed(urgency)
        .filter(ChannelPart::escalates)
        .sorted(Comparator.comparing(ChannelPart::after))
        .toList();
  }

  /** Returns when others are called in, as plans say it: as channels are told, where any is. */
  public EscalationPolicy calling() {
    EscalationPolicy usual = EscalationPolicy.DEFAULT;
    return new EscalationPolicy(
        calling(Verdict.PAGE, usual.sev1()),
        calling(Verdict.PAGE, usual.sev2()),
        calling(Verdict.PAGE, usual.sev3()),
        calling(Verdict.TICKET, usual.ticket()));
  }

  private EscalationPolicy.Deadlines calling(Verdict urgency, EscalationPolicy.Deadlines usual) {
    return escalated(urgency).stream()
        .map(ChannelPart::after)
        .findFirst()
        .map(
            after ->
                new EscalationPolicy.Deadlines(
                    after, after.compareTo(usual.mitigated()) < 0 ? usual.mitigated() : after))
        .orElse(usual);
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
