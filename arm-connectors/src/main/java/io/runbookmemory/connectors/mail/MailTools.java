package io.runbookmemory.connectors.mail;

import io.runbookmemory.tool.CostTier;
import io.runbookmemory.tool.Described;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.ToolInvocation;
import io.runbookmemory.tool.record.RecordTool;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A mail server as tools. What was sent stays sent: there is no effect less than destructive. */
final class MailTools {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private MailTools() {}

  record Letter(
      @Described("addresses such as team@example.com, without names; 50 at most") List<String> to,
      @Described("one line, 200 characters at most") String subject,
      @Described("plain text, 200,000 characters at most") String text) {

    Letter {
      to = new Mail(to, subject, text).to();
    }
  }

  record Summary(
      @Described("addresses such as team@example.com, without names; 50 at most") List<String> to,
      @Described("one line, 200 characters at most: the subject") String title,
      @Described("what it is about; may be empty") String intro,
      @Described("what happened, 100 at most") List<Digest.Item> items) {

    Summary {
      to = new Digest(title, intro, items).to(to).to();
    }
  }

  static List<Tool> of(MailClient client, Recipients recipients) {
    return List.of(
        RecordTool.builder("send_mail", "Sends a letter of plain text.", Letter.class, Sent.class)
            .effect(ToolEffect.DESTRUCTIVE)
            .cost(CostTier.LOW)
            .timeout(TIMEOUT)
            .build(
                (letter, call) ->
                    sent(
                        client,
                        recipients,
                        new Mail(letter.to(), letter.subject(), letter.text()),
                        call)),
        RecordTool.builder(
                "send_digest",
                "Sends what happened as a letter, a line and some words for each thing.",
                Summary.class,
                Sent.class)
            .effect(ToolEffect.DESTRUCTIVE)
            .cost(CostTier.LOW)
            .timeout(TIMEOUT)
            .build(
                (summary, call) ->
                    sent(
                        client,
                        recipients,
                        new Digest(summary.title(), summary.intro(), summary.items())
                            .to(summary.to()),
                        call)));
  }

  private static Optional<Sent> sent(
      MailClient client, Recipients recipients, Mail mail, ToolInvocation call) {
    recipients.check(mail.to());
    return Optional.of(client.within(call.timeout()).send(mail, call.callId()));
  }
}
