package io.runbookmemory.examples.daemon.config;

import io.runbookmemory.slo.Verdict;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads who is told of what. */
final class ChannelReader {

  private static final URI SLACK = URI.create("https://slack.com/api/");
  private static final URI PAGERDUTY = URI.create("https://events.pagerduty.com/");

  private static final Set<String> COMMON = Set.of("name", "kind", "of", "after");

  private enum Kind {
    LOG,
    WEBHOOK,
    SLACK,
    TEAMS,
    PAGERDUTY,
    MAIL
  }

  private ChannelReader() {}

  static List<ChannelPart> read(Section document) {
    Set<String> names = new HashSet<>();
    return document.sections("channels", known()).stream()
        .map(
            one -> {
              ChannelPart part = part(one);
              if (!names.add(part.name())) {
                throw one.field()
                    .refusal("must have a name of its own, got a second " + part.name());
              }
              return part;
            })
        .toList();
  }

  private static ChannelPart part(Section section) {
    section.requiredText("kind");
    Kind kind = section.word("kind", Kind.class, Kind.LOG);
    section
        .field()
        .fields()
        .forEach(
            (name, value) -> {
              if (!COMMON.contains(name) && !keys(kind).contains(name)) {
                throw value.refusal("is no key of this kind of channel");
              }
            });
    List<Verdict> of = section.words("of", Verdict.class);
    return new ChannelPart(
        name(section),
        of.isEmpty() ? EnumSet.of(Verdict.PAGE, Verdict.TICKET) : EnumSet.copyOf(of),
        section.length("after", Duration.ZERO),
        target(kind, section));
  }

  private static Set<String> known() {
    Set<String> all = new HashSet<>(COMMON);
    EnumSet.allOf(Kind.class).forEach(kind -> all.addAll(keys(kind)));
    return all;
  }

  private static Set<String> keys(Kind kind) {
    return switch (kind) {
      case LOG -> Set.of();
      case WEBHOOK -> Set.of("url", "token");
      case SLACK -> Set.of("url", "token", "channel");
      case TEAMS -> Set.of("url");
      case PAGERDUTY -> Set.of("url", "key");
      case MAIL -> Set.of("host", "port", "encrypted", "from", "to", "user", "password");
    };
  }

  /** It names meters and lines of the log. */
  private static String name(Section section) {
    String name = section.requiredText("name");
    if (!name.matches("[a-z][a-z0-9-]{0,39}")) {
      throw section
          .field()
          .require("name")
          .refusal("must be 1 to 40 lower-case letters, digits or hyphens, a letter first");
    }
    return name;
  }

  private static Target target(Kind kind, Section section) {
    return switch (kind) {
      case LOG -> new Target.Log();
      case WEBHOOK -> new Target.Webhook(address(section), section.secret("token"));
      case SLACK ->
          new Target.Slack(
              section.address("url").orElse(SLACK),
              required(section, "token"),
              section.requiredText("channel"));
      case TEAMS -> new Target.Teams(required(section, "url"));
      case PAGERDUTY ->
          new Target.PagerDuty(section.address("url").orElse(PAGERDUTY), required(section, "key"));
      case MAIL -> mail(section);
    };
  }

  private static URI address(Section section) {
    section.requiredText("url");
    return section.address("url").orElseThrow();
  }

  private static Secret required(Section section, String name) {
    return new Secret(section.requiredText(name));
  }

  private static Target mail(Section section) {
    section.field().require("to");
    Target.MailHost host =
        new Target.MailHost(
            section.requiredText("host"),
            section.number("port", 0, 1, 65_535),
            section.flag("encrypted", true),
            section.requiredText("from"),
            section.text("user").orElse(null),
            section.secret("password"));
    if ((host.user() == null) != (host.password() == null)) {
      throw section.field().refusal("must have both user and password, or neither");
    }
    return new Target.Mail(host, section.texts("to"));
  }
}
