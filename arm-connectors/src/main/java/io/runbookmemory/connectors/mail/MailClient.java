package io.runbookmemory.connectors.mail;

import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.tool.Tool;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends letters by one server, a connection a letter. A letter goes to all of its recipients or to
 * none of them, and is not sent twice. Thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321">RFC 5321, SMTP</a>
 */
public final class MailClient {

  private final MailServer server;
  private final Duration patience;

  /**
   * Creates a client.
   *
   * @param server that letters are handed to
   */
  public MailClient(MailServer server) {
    this(server, server.patience());
  }

  private MailClient(MailServer server, Duration patience) {
    this.server = server;
    this.patience = patience;
  }

  /**
   * Returns a client of the same server, each of whose letters takes no longer than a time.
   *
   * @param timeout above zero
   * @return another client
   */
  public MailClient within(Duration timeout) {
    return new MailClient(server, timeout.isPositive() ? timeout : Duration.ofMillis(1));
  }

  /**
   * Returns this server as tools: {@code send_mail} and {@code send_digest}. What was sent cannot
   * be taken back, so that both take another person's word; a program that sends its own digest
   * calls {@link #send}.
   *
   * @param recipients whom letters may go to: addresses, and domains as {@code @example.com}
   * @return for a guard
   * @throws IllegalArgumentException if there are none, or one is neither
   */
  public List<Tool> tools(Collection<String> recipients) {
    return MailTools.of(this, new Recipients(recipients));
  }

  /**
   * Hands a letter over.
   *
   * @param mail the letter
   * @param key names it: letters of the same key have the same {@code Message-ID}, which mailboxes
   *     show once
   * @return that the server took it
   * @throws UnavailableException if there is no answer in time, or the server asks to come back
   *     later; after a time-out it is not known whether it was sent
   * @throws ConfigurationException if the server does not take the login, offers no encryption, has
   *     a certificate that is not trusted, or refuses the letter
   * @throws io.runbookmemory.error.InvalidInputException if the server refuses a recipient
   */
  public Sent send(Mail mail, String key) {
    if (server.user().isPresent() && server.password().value().isEmpty()) {
      throw new ConfigurationException(
          server.toString(), server + " needs " + server.password() + ", got none");
    }
    UUID name = UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
    String id = name + "@" + MailAddress.domain(server.from());
    FutureTask<Sent> task = new FutureTask<>(() -> deliver(mail, id));
    // A virtual thread that is interrupted while it reads closes its socket.
    Thread.ofVirtual().name("arm-mail-", 0).start(task);
    try {
      return task.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      task.cancel(true);
      throw new UnavailableException(
          server.toString(),
          server
              + " must take a letter within "
              + patience.toMillis() / 1000.0
              + " s, and did not; whether it was sent is not known",
          e);
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      throw new UnavailableException(
          server.toString(), server + " was handed a letter, and the sender was interrupted", e);
    } catch (ExecutionException e) {
      throw new SmtpFault(server, mail).of(e.getCause() == null ? e : e.getCause());
    }
  }

  private Sent deliver(Mail mail, String id) throws MessagingException {
    Session session = Session.getInstance(SmtpProperties.of(server, patience));
    MimeMessage message = new Letter(session, server.from(), mail, id);
    message.saveChanges();
    try (Transport transport = session.getTransport()) {
      if (server.user().isPresent()) {
        transport.connect(server.user().get(), server.password().value());
      } else {
        transport.connect();
      }
      transport.sendMessage(message, message.getAllRecipients());
    }
    return new Sent(id, mail.to().size());
  }
}
