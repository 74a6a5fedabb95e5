package io.runbookmemory.examples.daemon.notify;

import io.runbookmemory.connectors.chat.Card;
import io.runbookmemory.connectors.chat.SlackClient;
import io.runbookmemory.connectors.chat.TeamsWorkflowClient;
import io.runbookmemory.connectors.chat.WebhookClient;
import io.runbookmemory.connectors.endpoint.Credentials;
import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.connectors.mail.Mail;
import io.runbookmemory.connectors.mail.MailClient;
import io.runbookmemory.connectors.mail.MailSecurity;
import io.runbookmemory.connectors.mail.MailServer;
import io.runbookmemory.connectors.ticket.PagerDutyClient;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.examples.daemon.config.ChannelPart;
import io.runbookmemory.examples.daemon.config.Secret;
import io.runbookmemory.examples.daemon.config.Target;
import io.runbookmemory.examples.daemon.observe.EventLog;
import io.runbookmemory.examples.daemon.observe.Tracing;
import io.runbookmemory.slo.Verdict;
import io.runbookmemory.text.Excerpt;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes channels of what the configuration names, each by a client of arm-connectors. */
public final class Channels {

  /** A channel that hangs holds back those behind it in its own queue alone. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final int LONGEST_TEXT = 3_900;
  private static final int LONGEST_TITLE = 190;

  private Channels() {}

  /**
   * Makes channels, and the log; nothing is sent yet.
   *
   * @param slack what channels of Slack stand on
   * @return by name
   * @throws ConfigurationException if the settings of one break a client's rule
   */
  public static Map<String, Channel> of(List<ChannelPart> parts, EventLog log, OnSlack slack) {
    Map<String, Channel> channels = new LinkedHashMap<>();
    channels.put(ChannelPart.LOG.name(), of(ChannelPart.LOG, log, slack));
    parts.forEach(part -> channels.put(part.name(), of(part, log, slack)));
    return channels;
  }

  /**
   * What channels of Slack stand on.
   *
   * @param threads where incidents began
   * @param buttons whether clicks come back to this daemon
   */
  public record OnSlack(SlackThreads threads, boolean buttons) {}

  private static Channel of(ChannelPart part, EventLog log, OnSlack slack) {
    try {
      return switch (part.target()) {
        case Target.Log it -> one -> log.write("notification", lines(one));
        case Target.Webhook it -> webhook(it);
        case Target.Slack it -> slack(it, slack);
        case Target.Teams it -> teams(it);
        case Target.PagerDuty it -> pagerDuty(it);
        case Target.Mail it -> mail(it);
      };
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          part.name(), "the channel " + part.name() + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static Map<String, String> lines(Notification one) {
    Map<String, String> fields = new HashMap<>(one.facts());
    if (one.trace() != null) {
      fields.put("trace", Tracing.id(one.trace()));
    }
    fields.putAll(
        Map.of(
            "key", one.key(),
            "status", one.resolved() ? "resolved" : "firing",
            "urgency", one.urgency().name(),
            "incident", one.incident() == null ? "" : one.incident(),
            "title", one.title(),
            "text", one.text()));
    return fields;
  }

  private static Channel webhook(Target.Webhook target) {
    URI address = target.address();
    WebhookClient client =
        new WebhookClient(
            endpoint(address.resolve("/"), credentials(target.token())),
            address.getRawPath().replaceFirst("^/", ""));
    return one ->
        client.post(
            one.resolved() ? "alert.resolved" : "alert.firing",
            one.title() + "\n" + one.text(),
            lines(one),
            one.id());
  }

  private static Channel slack(Target.Slack target, OnSlack slack) {
    SlackClient client =
        new SlackClient(endpoint(target.api(), Credentials.bearer(target.token()::value)));
    return new SlackChannel(
        client, target.channel(), slack.buttons(), slack.threads(), Channels::text);
  }

  private static Channel teams(Target.Teams target) {
    TeamsWorkflowClient client =
        TeamsWorkflowClient.at(URI.create(target.address().value()), Tracing::headers)
            .within(PATIENCE);
    return one ->
        client.post(
            new Card(
                Excerpt.title(one.title(), LONGEST_TITLE),
                Excerpt.beginning(one.text(), LONGEST_TEXT),
                one.facts(),
                null),
            one.id());
  }

  /** One incident of PagerDuty for one of the journal, however many alerts it has. */
  private static Channel pagerDuty(Target.PagerDuty target) {
    PagerDutyClient client =
        new PagerDutyClient(
            endpoint(
                target.api(),
                Credentials.elsewhere("the routing key", target.routingKey()::value)));
    return one -> {
      String key = one.incident() == null ? one.key() : one.incident();
      if (one.resolved()) {
        client.resolve(key);
      } else {
        client.trigger(
            key,
            Excerpt.title(one.title(), LONGEST_TITLE),
            one.facts().getOrDefault("service", "unknown"),
            severity(one.urgency()));
      }
    };
  }

  private static PagerDutyClient.Severity severity(Verdict urgency) {
    return switch (urgency) {
      case PAGE -> PagerDutyClient.Severity.CRITICAL;
      case TICKET -> PagerDutyClient.Severity.WARNING;
      case LOG -> PagerDutyClient.Severity.INFO;
    };
  }

  private static Channel mail(Target.Mail target) {
    Target.MailHost host = target.server();
    MailServer.Builder server = MailServer.builder(host.host(), host.from()).patience(PATIENCE);
    if (!host.encrypted()) {
      server.security(MailSecurity.NONE);
    }
    if (host.port() > 0) {
      server.port(host.port());
    }
    Secret password = host.password();
    if (host.user() != null && password != null) {
      server.login(host.user(), password::value);
    }
    MailClient client = new MailClient(server.build());
    return one ->
        client.send(
            new Mail(target.to(), Excerpt.title(one.title(), LONGEST_TITLE), text(one)), one.id());
  }

  private static String text(Notification one) {
    return Excerpt.beginning(
        one.urgency().name().toLowerCase(Locale.ROOT) + ": " + one.title() + "\n" + one.text(),
        LONGEST_TEXT);
  }

  private static Credentials credentials(@Nullable Secret token) {
    return token == null ? Credentials.NONE : Credentials.bearer(token::value);
  }

  private static Endpoint endpoint(URI address, Credentials credentials) {
    return Endpoint.builder(address)
        .credentials(credentials)
        .patience(PATIENCE)
        .tries(1)
        .context(Tracing::headers)
        .build();
  }
}
