package io.runbookmemory.connectors.mail;

import io.runbookmemory.error.ArmException;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.guard.Redactor;
import io.runbookmemory.text.Excerpt;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.SendFailedException;
import java.io.IOException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Why a letter was not sent, told by what is to be done about it. */
record SmtpFault(MailServer server, Mail mail) {

  /** A reply (RFC 5321, section 4.2): 4 means to come back later, 5 not to. */
  private static final Pattern REPLY = Pattern.compile("(?s)\\s*([45])[0-9]{2}[ -].*");

  private static final Redactor REDACTOR = new PatternRedactor();
  private static final int QUOTED = 300;
  private static final int DEEPEST = 20;

  ArmException of(Throwable fault) {
    List<Throwable> chain = chain(fault);
    Optional<String> reply = reply(chain);
    String said = reply.map(words -> "; it says: " + quoted(words)).orElse("");
    if (reply.filter(words -> words.stripLeading().startsWith("4")).isPresent()) {
      return new UnavailableException(
          server.toString(), server + " asks to come back later" + said, fault);
    }
    if (is(chain, AuthenticationFailedException.class) && isUnanswered(chain)) {
      return new UnavailableException(
          server.toString(), server + " must answer the login, and fell silent", fault);
    }
    if (is(chain, AuthenticationFailedException.class)) {
      return refuses("does not take the login: check " + server.password() + said, fault);
    }
    if (is(chain, SendFailedException.class) && reply.isPresent() && isAboutRecipient(chain)) {
      return new InvalidInputException("to", server + " refuses a recipient" + said);
    }
    if (is(chain, CertificateException.class) || is(chain, CertPathValidatorException.class)) {
      return refuses(
          "has a certificate that is not trusted: renew it, or give its authority to the server's"
              + " tls",
          fault);
    }
    if (is(chain, SSLException.class)) {
      return refuses("must speak TLS there: check port and security", fault);
    }
    if (is(chain, IOException.class)) {
      return new UnavailableException(
          server.toString(), server + " must be reachable: " + words(chain), fault);
    }
    return refuses(
        reply.isPresent()
            ? "refuses the letter" + said
            : "cannot be handed a letter: " + words(chain),
        fault);
  }

  private ConfigurationException refuses(String what, Throwable fault) {
    return new ConfigurationException(server.toString(), server + " " + what, fault);
  }

  private static List<Throwable> chain(Throwable fault) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable one = fault; one != null && chain.size() < DEEPEST; one = one.getCause()) {
      chain.add(one);
    }
    return chain;
  }

  private static boolean is(List<Throwable> chain, Class<?> kind) {
    return chain.stream().anyMatch(kind::isInstance);
  }

  /** A login that ends without an answer fails by the name of one that is refused. */
  private static boolean isUnanswered(List<Throwable> chain) {
    return chain.stream()
        .filter(AuthenticationFailedException.class::isInstance)
        .map(Throwable::getMessage)
        .allMatch(words -> words == null || words.isBlank() || words.strip().equals("[EOF]"));
  }

  private static boolean isAboutRecipient(List<Throwable> chain) {
    return chain.stream()
        .anyMatch(
            one ->
                one instanceof SendFailedException failed
                    && failed.getInvalidAddresses() != null
                    && failed.getInvalidAddresses().length > 0);
  }

  private static Optional<String> reply(List<Throwable> chain) {
    return chain.stream()
        .map(Throwable::getMessage)
        .filter(Objects::nonNull)
        .filter(words -> REPLY.matcher(words).matches())
        .findFirst();
  }

  private String words(List<Throwable> chain) {
    Throwable last = chain.getLast();
    return quoted(Objects.requireNonNullElse(last.getMessage(), last.getClass().getSimpleName()));
  }

  /** A server may repeat what it was sent. */
  private String quoted(String words) {
    String line = words.strip().replaceAll("\\s+", " ");
    String safe = server.user().isPresent() ? server.password().redact(line) : line;
    return Excerpt.beginning(REDACTOR.redact(safe), QUOTED);
  }
}
