package io.runbookmemory.connectors.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.connectors.http.Certificate;
import io.runbookmemory.error.ArmException;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.error.UnavailableException;
import jakarta.mail.AuthenticationFailedException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the client does when its server fails, refuses, or cannot be trusted. */
@Timeout(60)
class MailClientTest {

  private static final String SECRET = "s3cr3t-0123456789";
  private static final Mail MAIL =
      new Mail(List.of("ann@example.com", "bob@example.com"), "Night", "All was quiet.");

  private ScriptedSmtp server = new ScriptedSmtp(null, false);

  @AfterEach
  void close() {
    server.close();
  }

  private void serves(@Nullable SSLContext tls) {
    server.close();
    server = new ScriptedSmtp(tls, false);
  }

  private MailServer.Builder at(MailSecurity security) {
    return MailServer.builder("127.0.0.1", "arm@example.com")
        .port(server.port())
        .security(security)
        .login("arm", () -> SECRET)
        .patience(Duration.ofSeconds(20));
  }

  private void fails(MailServer.Builder at, Class<? extends ArmException> kind, String... says) {
    assertThatThrownBy(() -> new MailClient(at.build()).send(MAIL, "call-1"))
        .isInstanceOf(kind)
        .satisfies(fault -> assertThat(fault.getMessage()).contains(says).doesNotContain(SECRET));
  }

  @Test
  void nothingButHelloIsSaidBeforeTheConnectionIsEncrypted() {
    serves(Certificate.GOOD.serving());

    Sent sent =
        new MailClient(at(MailSecurity.STARTTLS).tls(Certificate.GOOD.trusting()).build())
            .send(MAIL, "call-1");

    assertThat(sent.recipients()).isEqualTo(2);
    assertThat(server.said().get(0)).startsWith("EHLO ");
    assertThat(server.said().get(1)).isEqualTo("STARTTLS");
    assertThat(server.said())
        .contains("RCPT TO:<ann@example.com>", "RCPT TO:<bob@example.com>", "All was quiet.")
        .anyMatch(line -> line.startsWith("AUTH PLAIN"));
  }

  @Test
  void aConnectionMayBeEncryptedFromItsBeginning() {
    server.close();
    server = new ScriptedSmtp(Certificate.GOOD.serving(), true);

    new MailClient(at(MailSecurity.TLS).tls(Certificate.GOOD.trusting()).build())
        .send(MAIL, "call-1");

    assertThat(server.said()).contains("All was quiet.").doesNotContain("STARTTLS");
  }

  @Test
  void whoHasNoLoginDoesNotLogIn() {
    MailServer open =
        MailServer.builder("127.0.0.1", "arm@example.com")
            .port(server.port())
            .security(MailSecurity.NONE)
            .build();

    new MailClient(open).send(MAIL, "call-1");

    assertThat(server.said()).contains("All was quiet.").noneMatch(line -> line.startsWith("AUTH"));
  }

  @Test
  void aServerWithoutEncryptionIsToldNothing() {
    fails(at(MailSecurity.STARTTLS), ConfigurationException.class, "STARTTLS is required");
    fails(at(MailSecurity.TLS), ConfigurationException.class, "must speak TLS there");
    assertThat(server.said()).noneMatch(line -> line.contains("AUTH") || line.contains("MAIL"));
  }

  @Test
  void aCertificateThatIsNotTrustedEndsTheTalk() {
    serves(Certificate.GOOD.serving());
    fails(
        at(MailSecurity.STARTTLS),
        ConfigurationException.class,
        "certificate that is not trusted",
        "to the server's tls");

    serves(Certificate.EXPIRED.serving());
    fails(
        at(MailSecurity.STARTTLS).tls(Certificate.EXPIRED.trusting()),
        ConfigurationException.class,
        "certificate that is not trusted");
    assertThat(server.said()).noneMatch(line -> line.contains("AUTH") || line.contains("MAIL"));
  }

  @Test
  void aCertificateOfAnotherHostIsNotTrusted() {
    serves(Certificate.GOOD.serving());
    MailServer.Builder other =
        MailServer.builder("localhost", "arm@example.com")
            .port(server.port())
            .tls(Certificate.GOOD.trusting());

    fails(other, ConfigurationException.class, "certificate that is not trusted");
  }

  @Test
  void plainTextIsForLoopbackOrWhoSaysSo() {
    assertThat(new MailClient(at(MailSecurity.NONE).build()).send(MAIL, "call-1").recipients())
        .isEqualTo(2);
    MailServer.Builder far =
        MailServer.builder("mail.example.com", "arm@example.com").security(MailSecurity.NONE);
    assertThatThrownBy(far::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("STARTTLS or TLS unless the host is loopback");
    assertThat(far.allowPlain().build()).hasToString("smtp://mail.example.com:25");
  }

  @ParameterizedTest
  @ValueSource(strings = {"EHLO", "AUTH", "RCPT", "letter"})
  void aServerThatFallsSilentIsWaitedForNoLongerThanThePatience(String verb) {
    server.replies(verb, ScriptedSmtp.SILENCE);

    long begin = System.nanoTime();
    fails(
        at(MailSecurity.NONE).patience(Duration.ofMillis(700)), UnavailableException.class, "smtp");

    assertThat(Duration.ofNanos(System.nanoTime() - begin))
        .isBetween(Duration.ofMillis(600), Duration.ofSeconds(15));
  }

  /** What Jakarta Mail throws if the time is up, or the connection ends, while it logs in. */
  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "[EOF]"})
  void aLoginThatIsNotAnsweredIsNotAWrongPassword(@Nullable String words) {
    SmtpFault fault = new SmtpFault(at(MailSecurity.NONE).build(), MAIL);

    assertThat(fault.of(new AuthenticationFailedException(words)))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("must answer the login");
    assertThat(fault.of(new AuthenticationFailedException("535 no")))
        .isInstanceOf(ConfigurationException.class);
  }

  @Test
  void aServerThatIsGoneIsUnavailable() {
    MailServer.Builder at = at(MailSecurity.NONE);
    server.close();

    fails(at, UnavailableException.class, "must be reachable", "127.0.0.1");
  }

  @Test
  void aRefusedRecipientIsNamedAndNobodyGetsTheLetter() {
    server.replies("RCPT", "550 5.1.1 no such user, " + SECRET);

    fails(
        at(MailSecurity.NONE),
        InvalidInputException.class,
        "to: ",
        "refuses a recipient",
        "550 5.1.1 no such user");
    assertThat(server.said()).doesNotContain("DATA", "All was quiet.");
  }

  @ParameterizedTest
  @CsvSource({
    "MAIL, 421 4.3.2 going down",
    "RCPT, 450 4.2.1 greylisted",
    "AUTH, 454 4.7.0 directory is down",
    "letter, 452 4.3.1 disk full"
  })
  void aServerThatAsksToComeBackLaterIsUnavailable(String verb, String reply) {
    server.replies(verb, reply);

    fails(at(MailSecurity.NONE), UnavailableException.class, "come back later", reply);
  }

  @ParameterizedTest
  @CsvSource({
    "MAIL, 550 5.7.1 not your address, refuses the letter",
    "letter, 552 5.3.4 too big, refuses the letter",
    "AUTH, 535 5.7.8 bad credentials, check the password of arm"
  })
  void aServerThatRefusesSaysWhatToDo(String verb, String reply, String toDo) {
    server.replies(verb, reply);

    fails(at(MailSecurity.NONE), ConfigurationException.class, toDo, reply);
  }

  @Test
  void aPasswordThatIsMissingIsAskedForBeforeAnythingIsSaid() {
    fails(
        at(MailSecurity.NONE).login("arm", () -> " "),
        ConfigurationException.class,
        "needs the password of arm");
    assertThat(server.said()).isEmpty();
  }
}
