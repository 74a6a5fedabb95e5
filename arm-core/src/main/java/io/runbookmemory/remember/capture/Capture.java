package io.runbookmemory.remember.capture;

import io.runbookmemory.guard.Redactor;
import io.runbookmemory.memory.Scope;
import java.time.Instant;
import java.util.Optional;

/**
 * How words become a memory: secrets are taken out, then an extractor finds what they say, then a
 * policy decides whether that is worth remembering. Stores nothing. Thread-safe if its parts are.
 *
 * @param extractor finds what a text says; it never sees a secret
 * @param policy what is not worth remembering
 * @param redactor takes secrets out
 */
public record Capture(Extractor extractor, CapturePolicy policy, Redactor redactor) {

  /**
   * Returns what a text says.
   *
   * @param text somebody's words, not blank
   * @param scope what they are known to be about; it wins over what the text says
   * @param at when they were said
   * @return what was understood, to be looked at or remembered
   */
  public Captured read(String text, Scope scope, Instant at) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("the text to remember must not be blank");
    }
    return extractor.extract(redactor.redact(text), scope, at);
  }

  /**
   * Returns why what was understood is not worth remembering.
   *
   * @param captured what a text says
   * @return empty if it is to be stored
   */
  public Optional<Chaff> refusal(Captured captured) {
    return policy.refusal(captured);
  }
}
