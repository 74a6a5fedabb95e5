package io.runbookmemory.memory;

import io.runbookmemory.memory.content.Baseline;
import io.runbookmemory.memory.content.Content;
import io.runbookmemory.memory.content.Deployment;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.Interaction;
import io.runbookmemory.memory.content.Note;
import io.runbookmemory.memory.content.Other;
import io.runbookmemory.memory.content.Pattern;
import io.runbookmemory.memory.content.Report;
import io.runbookmemory.memory.content.ResourceFact;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.text.StorableText;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link Memory}. Not thread-safe.
 *
 * <p>Defaults: the type that fits the content ({@code Runbook} is procedural, {@code Incident},
 * {@code Note} and {@code Report} are episodic, {@code ResourceFact} and {@code Other} factual,
 * {@code Pattern} semantic, {@code Deployment}, {@code Baseline} and {@code Interaction} temporal);
 * status {@link MemoryStatus#ACTIVE}; provenance {@link Provenance#captured()}; {@code updatedAt}
 * equal to {@code createdAt}; one occurrence; version 0; everything else absent.
 *
 * <p>NUL and lone surrogates, which not every engine can store, become U+FFFD; see {@link
 * StorableText}.
 */
public final class MemoryBuilder {

  final MemoryId id;
  Scope scope;
  String title;
  Content content;
  @Nullable String text;
  MemoryType type;
  MemoryStatus status = MemoryStatus.ACTIVE;
  @Nullable Severity severity;
  SortedSet<String> tags = Collections.emptySortedSet();
  Provenance provenance = Provenance.captured();
  private Instant createdAt;
  private Instant updatedAt;
  private @Nullable Instant happenedAt;
  private @Nullable Instant lastSeenAt;
  private @Nullable Instant lastVerifiedAt;
  private @Nullable Instant expiresAt;
  long occurrences = 1;
  boolean pinned;
  List<Link> links = List.of();
  long version;
  Map<String, String> unknownFields = Map.of();

  MemoryBuilder(MemoryId id, Scope scope, String title, Content content, Instant createdAt) {
    this.id = id;
    this.scope = scope;
    this.title = StorableText.of(title);
    this.content = content;
    this.type = typeOf(content);
    this.createdAt = createdAt;
    this.updatedAt = createdAt;
  }

  private static MemoryType typeOf(Content content) {
    return switch (content) {
      case Runbook runbook -> MemoryType.PROCEDURAL;
      case Incident incident -> MemoryType.EPISODIC;
      case Note note -> MemoryType.EPISODIC;
      case Report report -> MemoryType.EPISODIC;
      case ResourceFact fact -> MemoryType.FACTUAL;
      case Other other -> MemoryType.FACTUAL;
      case Pattern pattern -> MemoryType.SEMANTIC;
      case Deployment deployment -> MemoryType.TEMPORAL;
      case Baseline baseline -> MemoryType.TEMPORAL;
      case Interaction interaction -> MemoryType.TEMPORAL;
    };
  }

  /**
   * Sets what it applies to.
   *
   * @param scope tenant, place, service, environment and session
   * @return this
   */
  public MemoryBuilder scope(Scope scope) {
    this.scope = scope;
    return this;
  }

  /**
   * Sets what it is about.
   *
   * @param title one line, not blank
   * @return this
   */
  public MemoryBuilder title(String title) {
    this.title = StorableText.of(title);
    return this;
  }

  /**
   * Sets what it holds; the type stays as it is.
   *
   * @param content any kind
   * @return this
   */
  public MemoryBuilder content(Content content) {
    this.content = content;
    return this;
  }

  /**
   * Sets the words to search by in place of the content's.
   *
   * @param text null for the content's own
   * @return this
   */
  public MemoryBuilder text(@Nullable String text) {
    this.text = text == null ? null : StorableText.of(text);
    return this;
  }

  /**
   * Sets what sort of knowledge it is.
   *
   * @param type decides how it fades
   * @return this
   */
  public MemoryBuilder type(MemoryType type) {
    this.type = type;
    return this;
  }

  /**
   * Sets where it stands in its life.
   *
   * @param status the status
   * @return this
   */
  public MemoryBuilder status(MemoryStatus status) {
    this.status = status;
    return this;
  }

  /**
   * Sets how bad it is.
   *
   * @param severity null for unknown
   * @return this
   */
  public MemoryBuilder severity(@Nullable Severity severity) {
    this.severity = severity;
    return this;
  }

  /**
   * Sets the tags.
   *
   * @param tags none of them blank; copied, ordered, duplicates dropped
   * @return this
   */
  public MemoryBuilder tags(Collection<String> tags) {
    SortedSet<String> sorted = new TreeSet<>();
    for (String tag : tags) {
      if (tag.isBlank()) {
        throw new IllegalArgumentException("a tag must not be blank");
      }
      sorted.add(StorableText.of(tag.strip()));
    }
    this.tags = Collections.unmodifiableSortedSet(sorted);
    return this;
  }

  /**
   * Sets where it comes from.
   *
   * @param provenance source, key and trust
   * @return this
   */
  public MemoryBuilder provenance(Provenance provenance) {
    this.provenance = provenance;
    return this;
  }

  /**
   * Sets all times at once.
   *
   * @param times the times
   * @return this
   */
  public MemoryBuilder chronology(Chronology times) {
    this.createdAt = times.createdAt();
    this.updatedAt = times.updatedAt();
    this.happenedAt = times.happenedAt();
    this.lastSeenAt = times.lastSeenAt();
    this.lastVerifiedAt = times.lastVerifiedAt();
    this.expiresAt = times.expiresAt();
    return this;
  }

  /**
   * Sets when it was first remembered.
   *
   * @param at the time
   * @return this
   */
  public MemoryBuilder createdAt(Instant at) {
    this.createdAt = at;
    return this;
  }

  /**
   * Sets when this revision was written.
   *
   * @param at the time
   * @return this
   */
  public MemoryBuilder updatedAt(Instant at) {
    this.updatedAt = at;
    return this;
  }

  /**
   * Sets when the thing happened.
   *
   * @param at null for unknown
   * @return this
   */
  public MemoryBuilder happenedAt(@Nullable Instant at) {
    this.happenedAt = at;
    return this;
  }

  /**
   * Sets when it was last observed.
   *
   * @param at null for unknown
   * @return this
   */
  public MemoryBuilder lastSeenAt(@Nullable Instant at) {
    this.lastSeenAt = at;
    return this;
  }

  /**
   * Sets when an owner last said that it is right.
   *
   * @param at null for never
   * @return this
   */
  public MemoryBuilder lastVerifiedAt(@Nullable Instant at) {
    this.lastVerifiedAt = at;
    return this;
  }

  /**
   * Sets from when on it is no longer found.
   *
   * @param at null for never
   * @return this
   */
  public MemoryBuilder expiresAt(@Nullable Instant at) {
    this.expiresAt = at;
    return this;
  }

  /**
   * Sets how often the same thing happened.
   *
   * @param occurrences at least 1
   * @return this
   */
  public MemoryBuilder occurrences(long occurrences) {
    if (occurrences < 1) {
      throw new IllegalArgumentException("occurrences must be at least 1, got " + occurrences);
    }
    this.occurrences = occurrences;
    return this;
  }

  /**
   * Sets whether it is kept as it is.
   *
   * @param pinned true for neither fading nor pruning
   * @return this
   */
  public MemoryBuilder pinned(boolean pinned) {
    this.pinned = pinned;
    return this;
  }

  /**
   * Sets the arrows to other memories.
   *
   * @param links copied
   * @return this
   */
  public MemoryBuilder links(List<Link> links) {
    this.links = List.copyOf(links);
    return this;
  }

  /**
   * Sets the revision.
   *
   * @param version at least 0
   * @return this
   */
  public MemoryBuilder version(long version) {
    if (version < 0) {
      throw new IllegalArgumentException("version must be at least 0, got " + version);
    }
    this.version = version;
    return this;
  }

  /**
   * Sets the fields that this release does not know.
   *
   * @param unknownFields raw JSON values by JSON pointer (RFC 6901), copied
   * @return this
   * @throws IllegalArgumentException if a key is no JSON pointer
   */
  public MemoryBuilder unknownFields(Map<String, String> unknownFields) {
    for (String pointer : unknownFields.keySet()) {
      if (!pointer.startsWith("/")) {
        throw new IllegalArgumentException(
            "an unknown field's pointer must begin with \"/\", got \"" + pointer + "\"");
      }
    }
    this.unknownFields = Collections.unmodifiableMap(new TreeMap<>(unknownFields));
    return this;
  }

  Chronology times() {
    return new Chronology(createdAt, updatedAt, happenedAt, lastSeenAt, lastVerifiedAt, expiresAt);
  }

  /**
   * Returns the memory.
   *
   * @return a new value
   * @throws IllegalArgumentException if the title is blank or a time lies outside the years 1 to
   *     9999
   */
  public Memory build() {
    if (title.isBlank()) {
      throw new IllegalArgumentException("a memory's title must not be blank");
    }
    return new Memory(this);
  }
}
