package io.runbookmemory.examples.daemon.chat;

import io.runbookmemory.error.ArmException;
import io.runbookmemory.examples.daemon.memory.Responder;
import io.runbookmemory.examples.option.Nearest;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.text.Excerpt;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what a chat asks for, and words the answer, without secrets. Thread-safe. */
final class Commands {

  private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

  /** Both chats show as much. */
  private static final int LONGEST = 3_800;

  private static final int LONGEST_COMMAND = 3_000;

  private static final List<String> KNOWN =
      List.of("why", "resolved", "ack", "note", "deploys", "incidents", "silence", "help");

  private static final List<String> CHANGING = List.of("resolved", "ack", "note", "silence");

  private static final String HELP =
      """
      /arm why is checkout slow: what solved it last time, and what to do
      /arm and in staging?: goes on with your last question here
      /arm incidents [SERVICE]: what is open
      /arm ack [INCIDENT]: take it on
      /arm note [INCIDENT] WORDS: write down what was said or seen
      /arm resolved [INCIDENT] WHAT ENDED IT
      /arm deploys [SERVICE] [48h]: what went out
      /arm silence service NAME 2h REASON: also env NAME, alert NAME, LABEL=VALUE, all
      INCIDENT is the beginning of its id, and not needed where one alone is open.\
      """;

  private final Backing backing;

  Commands(Backing backing) {
    this.backing = backing;
  }

  /**
   * Answers what was said behind the command's name.
   *
   * @param text such as {@code why is checkout slow}
   */
  Said answer(String text, Speaker speaker) {
    String line = Excerpt.beginning(text.strip(), LONGEST_COMMAND);
    String[] parts = line.split("\\s+", 2);
    String word = parts[0].toLowerCase(Locale.ROOT);
    String rest = parts.length > 1 ? parts[1].strip() : "";
    Said said;
    if (CHANGING.contains(word) && !speaker.mayChange()) {
      said = refused(speaker);
    } else {
      said = tried(() -> run(word, rest, line, speaker));
    }
    log(KNOWN.contains(word) ? word : "question", speaker);
    return plain(said);
  }

  private Said run(String word, String rest, String line, Speaker speaker) {
    Responder responder = backing.responder().get();
    Questions questions = new Questions(responder, backing.clock().instant());
    return switch (word) {
      case "why" -> questions.why(rest, speaker);
      case "and", "what", "how", "but" -> questions.why(line, speaker);
      case "deploys" -> questions.deploys(rest);
      case "incidents" -> questions.incidents(rest);
      case "ack" -> changes(responder).ack(rest, speaker);
      case "note" -> changes(responder).note(rest, speaker);
      case "resolved" -> changes(responder).resolved(rest, speaker);
      case "silence" -> changes(responder).silence(rest, speaker);
      case "", "help" -> Said.alone(HELP);
      default -> Said.alone(unknown(word));
    };
  }

  private static String unknown(String word) {
    String shown = Excerpt.title(word, 40);
    return Nearest.of(shown, KNOWN)
            .map(one -> "There is no " + shown + "; did you mean /arm " + one + "?")
            .orElse("There is no " + shown + ".")
        + "\n"
        + HELP;
  }

  private Changes changes(Responder responder) {
    return new Changes(responder, backing.ledger(), backing.clock().instant());
  }

  /**
   * Does what a button says.
   *
   * @return what to say to who clicked; empty where the message shows it
   */
  Optional<Said> click(String action, String incident, Speaker speaker) {
    log(action, speaker);
    if (!speaker.mayChange()) {
      return Optional.of(refused(speaker));
    }
    Said done = Said.alone("done");
    Said said =
        tried(
            () -> {
              Optional<JournalIncident> now =
                  changes(backing.responder().get()).clicked(action, incident, speaker);
              return now.isPresent() ? done : Said.alone("That incident is not known here.");
            });
    return said.equals(done) ? Optional.empty() : Optional.of(plain(said));
  }

  private static Said refused(Speaker speaker) {
    return Said.alone(
        speaker.name() + " may ask and not change things: see chat in arm.yaml, responders.");
  }

  private interface Work {
    Said get();
  }

  /** A fault's words may speak of the inside; the log has them. */
  private static Said tried(Work work) {
    try {
      return work.get();
    } catch (ArmException e) {
      LOG.warn("a chat could not be answered", e);
      return Said.alone("That did not work now: the daemon's log says why. Ask again.");
    } catch (IllegalArgumentException e) {
      return Said.alone(String.valueOf(e.getMessage()));
    }
  }

  private static Said plain(Said said) {
    String text = new PatternRedactor().redact(said.text());
    return new Said(Excerpt.beginning(text, LONGEST), said.everybody());
  }

  private void log(String operation, Speaker speaker) {
    backing.log().write("chat", Map.of("operation", operation, "by", speaker.name()));
  }
}
