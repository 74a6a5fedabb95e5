package io.runbookmemory;

import io.runbookmemory.error.ArmException;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.content.Interaction;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.Route;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.remember.Remembered;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.text.Excerpt;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The room of one chat session. What is said in it is found in it alone, and for seven days; what
 * it recalls besides is everybody's. A question that speaks of "it" or "that service" is taken to
 * be about the service that was last spoken of.
 *
 * <p>It holds nothing: two of one id, in one process or in two, are the same session. Thread-safe.
 */
public final class Session {

  private static final Logger LOG = LoggerFactory.getLogger(Session.class);

  /** How long it is remembered what was said: a shift, its handover, and the review after it. */
  private static final Duration KEPT = Duration.ofDays(7);

  /** What was asked tells what the talk is about; it answers nothing, and is not recalled here. */
  private static final String ASKED = "asked";

  private static final int TITLE_LENGTH = 100;
  private static final int SHOWN = 60;

  private final RunbookMemory arm;
  private final Scope scope;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final String id;

  Session(
      RunbookMemory arm, Scope anywhere, String id, InstantSource clock, RandomGenerator random) {
    if (id.isBlank()) {
      throw new IllegalArgumentException("a session's id must not be blank");
    }
    this.arm = arm;
    this.id = id.strip();
    this.scope = anywhere.withSession(this.id);
    this.clock = clock;
    this.random = random;
  }

  /**
   * Returns which session this is.
   *
   * @return its id, without white space around it
   */
  public String id() {
    return id;
  }

  /**
   * Remembers a turn of the talk. Secrets are taken out before anything is embedded or stored.
   *
   * @param role who spoke, such as {@code user} or {@code assistant}
   * @param text what was said, not blank
   * @return what became of it
   * @throws ArmException if the store or the model cannot answer
   */
  public Remembered said(String role, String text) {
    Situation situation = Situation.builder(text, clock.instant()).scope(scope).build();
    return said(role, text, arm.route(situation).scope(), List.of());
  }

  private Remembered said(String role, String text, Scope about, List<String> tags) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("what is said must not be blank");
    }
    Instant now = clock.instant();
    Scope place = scope.withService(about.service()).withEnv(about.env());
    return arm.remember(
        Memory.builder(
                MemoryId.fresh(now, random),
                place,
                Excerpt.title(text, TITLE_LENGTH),
                new Interaction(role, text),
                now)
            .tags(tags)
            .happenedAt(now)
            .expiresAt(now.plus(KEPT))
            .build());
  }

  /**
   * Returns what memory has to say to a question of this session, and remembers that it was asked.
   *
   * @param question as a tired person types it
   * @return an answer in any case; its route says which service was meant, and by which turn
   */
  public Recall recall(String question) {
    return recall(Situation.builder(question, clock.instant()).build());
  }

  /**
   * Returns what memory has to say to a situation of this session, and remembers that it was asked.
   *
   * @param situation what is known now; its tenant and session are replaced by this one's
   * @return an answer in any case; its route says which service was meant, and by which turn
   */
  public Recall recall(Situation situation) {
    Situation own =
        situation.toBuilder()
            .scope(situation.scope().withTenant(scope.tenant()).withSession(id))
            .filter(Filter.and(situation.filter(), Filter.not(new Filter.HasTag(ASKED))))
            .build();
    Recall recalled =
        meant(own)
            .map(turn -> explained(arm.recall(about(own, turn)), turn, own))
            .orElseGet(() -> arm.recall(own));
    keep(own.text(), recalled.route().scope());
    return recalled;
  }

  private void keep(String text, Scope about) {
    if (!text.isBlank()) {
      try {
        said("user", text, about, List.of(ASKED));
      } catch (ArmException e) {
        LOG.warn("session {} forgets that it was asked", id, e);
      }
    }
  }

  /** Returns the turn that named the service which a question speaks of and does not name. */
  private Optional<Memory> meant(Situation situation) {
    if (Reference.in(situation.text()).isEmpty()
        || arm.route(situation).scope().service() != null) {
      return Optional.empty();
    }
    try {
      return new Turns(arm.memories(), id).lastAboutAService(situation.at());
    } catch (ArmException e) {
      LOG.warn("session {} cannot look up what it is about", id, e);
      return Optional.empty();
    }
  }

  private static Situation about(Situation situation, Memory turn) {
    return situation.toBuilder().service(turn.scope().service()).build();
  }

  private static Recall explained(Recall recalled, Memory turn, Situation situation) {
    Route route = recalled.route();
    List<String> inferred = new ArrayList<>(route.inferred());
    inferred.add(
        "service "
            + turn.scope().service()
            + ", meant by \""
            + Reference.in(situation.text()).orElse("")
            + "\": of what was said at "
            + turn.times().createdAt()
            + ", \""
            + Excerpt.title(turn.title(), SHOWN)
            + "\"");
    return new Recall(
        recalled.strength(),
        recalled.recollections(),
        new Route(route.scope(), route.services(), route.identifiers(), inferred),
        recalled.degraded(),
        recalled.judged(),
        recalled.took(),
        recalled.staleness(),
        recalled.basis());
  }

  /**
   * Forgets all that belongs to this session.
   *
   * @return how many turns there were
   * @throws ArmException if the store cannot answer
   */
  public long forget() {
    return arm.forget(Filter.eq(Field.SESSION, id));
  }
}
