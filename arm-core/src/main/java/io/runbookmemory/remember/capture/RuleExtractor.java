package io.runbookmemory.remember.capture;

import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.content.Note;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Understands an account of an incident by its labels ({@code Fix:}, a heading {@code Root cause}),
 * its verbs ({@code we restarted}, {@code did not help}) and its clock times. All parts are the
 * text's own words; what no rule fits belongs to the symptom, so that nothing is lost. English.
 * Immutable, thread-safe, in time linear in the text for texts as people write them.
 */
public final class RuleExtractor implements Extractor {

  private final ZoneId zone;

  /** Creates an extractor that takes times without a zone for UTC. */
  public RuleExtractor() {
    this(ZoneOffset.UTC);
  }

  /**
   * Creates an extractor.
   *
   * @param zone the zone of times that name none
   */
  public RuleExtractor(ZoneId zone) {
    this.zone = zone;
  }

  @Override
  public Captured extract(String text, Scope scope, Instant at) {
    Account account = new Account(new ClockTimes(at, zone));
    Clauses.of(text).forEach(account::add);
    if (!account.isIncident()) {
      return new Captured(text, scope, new Note(text));
    }
    String service = scope.service() == null ? account.service().orElse(null) : scope.service();
    return new Captured(text, scope.withService(service), account.incident());
  }
}
