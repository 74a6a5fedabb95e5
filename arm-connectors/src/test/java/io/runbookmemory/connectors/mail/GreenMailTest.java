package io.runbookmemory.connectors.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.runbookmemory.connectors.http.ToolCalls;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.ToolResult;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Letters as they arrive at a mail server that is none of ours. */
@Timeout(60)
class GreenMailTest {

  private static final String PASSWORD = "s3cr3t-0123456789";

  private GreenMail mailbox;

  @BeforeEach
  void open() {
    mailbox =
        new GreenMail(
            new ServerSetup[] {
              new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
              new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS)
            });
    mailbox.start();
    mailbox.setUser("ann@example.com", "arm", PASSWORD);
  }

  @AfterEach
  void close() {
    mailbox.stop();
  }

  private MailServer.Builder server() {
    return MailServer.builder("127.0.0.1", "arm@example.com")
        .port(mailbox.getSmtp().getPort())
        .security(MailSecurity.NONE)
        .patience(Duration.ofSeconds(20));
  }

  private MailClient client() {
    return new MailClient(server().login("arm", () -> PASSWORD).build());
  }

  private MimeMessage arrived() {
    assertThat(mailbox.waitForIncomingEmail(10_000, 1)).isTrue();
    return mailbox.getReceivedMessages()[0];
  }

  @Test
  void aDigestArrivesAsPlainTextAndAsHtmlOfTheSameWords() throws MessagingException, IOException {
    Digest digest =
        new Digest(
            "Die Nacht: 2 Vorfälle ✓",
            "Since <yesterday>.",
            List.of(
                new Digest.Item("checkout: 5xx", "Rolled back.\n.\nQuiet since.", null),
                new Digest.Item(
                    "<b>pay</b>", "", URI.create("https://wiki.example.com/p?a=1&b=2"))));

    Sent sent = client().send(digest.to(List.of("ann@example.com")), "call-1");

    MimeMessage letter = arrived();
    assertThat(letter.getSubject()).isEqualTo("Die Nacht: 2 Vorfälle ✓");
    assertThat(letter.getFrom()[0]).hasToString("arm@example.com");
    assertThat(letter.getMessageID()).isEqualTo("<" + sent.id() + ">");
    assertThat(letter.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(letter.getContentType()).startsWith("multipart/alternative");
    MimeMultipart parts = (MimeMultipart) letter.getContent();
    assertThat(String.valueOf(parts.getBodyPart(0).getContent()).replace("\r\n", "\n"))
        .isEqualTo(
            """
            Since <yesterday>.

            * checkout: 5xx
              Rolled back.
              .
              Quiet since.

            * <b>pay</b>
              https://wiki.example.com/p?a=1&b=2

            """);
    assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
    assertThat(String.valueOf(parts.getBodyPart(1).getContent()))
        .contains("<h1>Die Nacht: 2 Vorfälle ✓</h1>", "<p>Since &lt;yesterday&gt;.</p>")
        .contains("Rolled back.<br>.<br>Quiet since.")
        .contains("<a href=\"https://wiki.example.com/p?a=1&amp;b=2\">&lt;b&gt;pay&lt;/b&gt;</a>")
        .doesNotContain("<b>");
  }

  // region mail
  static Sent sendNight(Supplier<String> password, List<Digest.Item> items) {
    MailServer server =
        MailServer.builder("smtp.example.com", "arm@example.com").login("arm", password).build();
    Digest night = new Digest("The night", "What was remembered.", items);
    return new MailClient(server).send(night.to(List.of("team@example.com")), "night-2026-03-01");
  }

  // endregion

  @Test
  void thePageShowsTheCodeThatCompiles() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "connectors.md"));
    String here =
        Files.readString(
            Path.of("src/test/java/io/runbookmemory/connectors/mail/GreenMailTest.java"));
    String shown = page.split("The region `mail`", 2)[1].split("```", 3)[1];
    String ran = here.split("// region mail\n", 2)[1].split("// endregion", 2)[0];
    assertThat(words(shown.substring("java".length()))).isEqualTo(words(ran));
  }

  private static List<String> words(String code) {
    return code.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  @Test
  void lettersOfOneKeyHaveOneNameAndThoseOfAnotherAnother() throws MessagingException {
    Mail mail = new Mail(List.of("ann@example.com"), "Night", "All was quiet.");
    String id = client().send(mail, "call-1").id();

    assertThat(client().send(mail, "call-1").id()).isEqualTo(id).endsWith("@example.com");
    assertThat(client().send(mail, "call-2").id()).isNotEqualTo(id);
    assertThat(arrived().getContentType()).startsWith("text/plain");
  }

  @Test
  void aWrongPasswordIsSaidAndNotShown() {
    mailbox.getManagers().getUserManager().setAuthRequired(true);
    MailClient client = new MailClient(server().login("arm", () -> "wr0ng-9876543210").build());

    assertThatThrownBy(
            () -> client.send(new Mail(List.of("ann@example.com"), "Night", "Quiet."), "call-1"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("check the password of arm")
        .hasMessageNotContaining("wr0ng");
    assertThat(mailbox.getReceivedMessages()).isEmpty();
  }

  @Test
  void aCertificateThatNobodySignedIsNotTrusted() {
    MailServer tls = server().security(MailSecurity.TLS).port(mailbox.getSmtps().getPort()).build();

    assertThatThrownBy(
            () ->
                new MailClient(tls)
                    .send(new Mail(List.of("ann@example.com"), "Night", "Quiet."), "call-1"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("smtps://127.0.0.1:")
        .hasMessageContaining("certificate that is not trusted");
  }

  @Test
  void theToolsSendToWhomTheyMayAndTakeASecondPerson() throws MessagingException, IOException {
    List<Tool> tools = client().tools(List.of("@Example.com", "boss@partner.example"));
    assertThat(tools)
        .extracting(tool -> tool.contract().name())
        .containsExactly("send_mail", "send_digest");
    assertThat(tools)
        .extracting(tool -> tool.contract().effect())
        .containsOnly(ToolEffect.DESTRUCTIVE);

    assertThat(
            ToolCalls.call(
                tools,
                "send_mail",
                "{\"to\":[\"eve@partner.example\"],\"subject\":\"s\",\"text\":\"t\"}"))
        .isEqualTo(
            new ToolResult.Failed(
                "to: letters go to [@example.com, boss@partner.example] alone, got"
                    + " eve@partner.example",
                false));
    assertThat(
            ToolCalls.call(
                tools,
                "send_mail",
                "{\"to\":[\"ann@example.com\"],\"subject\":\"s\\r"
                    + "\\n"
                    + "Bcc: eve@x.y\",\"text\":\"t\"}"))
        .isInstanceOf(ToolResult.Refused.class);
    assertThat(mailbox.getReceivedMessages()).isEmpty();

    ToolCalls.output(
        tools,
        "send_digest",
        "{\"to\":[\"ann@EXAMPLE.com\"],\"title\":\"Night\",\"intro\":\"\","
            + "\"items\":[{\"title\":\"pay\",\"text\":\"rolled back\"}]}");
    assertThat(arrived().getSubject()).isEqualTo("Night");
  }
}
