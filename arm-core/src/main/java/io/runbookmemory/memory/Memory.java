package io.runbookmemory.memory;

import io.runbookmemory.memory.content.Content;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * One remembered thing. Immutable, thread-safe, with value equality. Times are kept in whole
 * microseconds.
 */
public final class Memory {

  private final MemoryId id;
  private final Scope scope;
  private final String title;
  private final Content content;
  private final @Nullable String text;
  private final MemoryType type;
  private final MemoryStatus status;
  private final @Nullable Severity severity;
  private final SortedSet<String> tags;
  private final Provenance provenance;
  private final Chronology times;
  private final long occurrences;
  private final boolean pinned;
  private final List<Link> links;
  private final long version;
  private final Map<String, String> unknownFields;

  Memory(MemoryBuilder builder) {
    this.id = builder.id;
    this.scope = builder.scope;
    this.title = builder.title;
    this.content = builder.content;
    this.text = builder.text;
    this.type = builder.type;
    this.status = builder.status;
    this.severity = builder.severity;
    this.tags = builder.tags;
    this.provenance = builder.provenance;
    this.times = builder.times();
    this.occurrences = builder.occurrences;
    this.pinned = builder.pinned;
    this.links = builder.links;
    this.version = builder.version;
    this.unknownFields = builder.unknownFields;
  }

  /**
   * Returns a builder.
   *
   * @param id the memory's identity
   * @param scope what it applies to
   * @param title what it is about in one line, not blank
   * @param content what it holds
   * @param createdAt when it was first remembered
   * @return a builder with the defaults that {@link MemoryBuilder} lists
   */
  public static MemoryBuilder builder(
      MemoryId id, Scope scope, String title, Content content, Instant createdAt) {
    return new MemoryBuilder(id, scope, title, content, createdAt);
  }

  /**
   * Returns a builder that starts from this memory.
   *
   * @return a copy
   */
  public MemoryBuilder toBuilder() {
    return new MemoryBuilder(id, scope, title, content, times.createdAt())
        .text(text)
        .type(type)
        .status(status)
        .severity(severity)
        .tags(tags)
        .provenance(provenance)
        .chronology(times)
        .occurrences(occurrences)
        .pinned(pinned)
        .links(links)
        .version(version)
        .unknownFields(unknownFields);
  }

  /**
   * Returns the identity.
   *
   * @return the same for every revision
   */
  public MemoryId id() {
    return id;
  }

  /**
   * Returns what the memory applies to.
   *
   * @return tenant, place, service, environment and session
   */
  public Scope scope() {
    return scope;
  }

  /**
   * Returns what the memory is about.
   *
   * @return one line, not blank
   */
  public String title() {
    return title;
  }

  /**
   * Returns what the memory holds.
   *
   * @return a value of one of the sealed kinds
   */
  public Content content() {
    return content;
  }

  /**
   * Returns the words that are embedded and indexed, besides the title.
   *
   * @return the text of its own if it has one, else {@link Content#text()}
   */
  public String text() {
    return text == null ? content.text() : text;
  }

  /**
   * Returns the text that was set in place of the content's words.
   *
   * @return empty if the content speaks for itself
   */
  public Optional<String> ownText() {
    return Optional.ofNullable(text);
  }

  /**
   * Returns what sort of knowledge it is.
   *
   * @return decides how it fades
   */
  public MemoryType type() {
    return type;
  }

  /**
   * Returns where it stands in its life.
   *
   * @return {@link MemoryStatus#ACTIVE} unless set otherwise
   */
  public MemoryStatus status() {
    return status;
  }

  /**
   * Returns how bad it was, or would be.
   *
   * @return empty if unknown
   */
  public Optional<Severity> severity() {
    return Optional.ofNullable(severity);
  }

  /**
   * Returns the tags.
   *
   * @return in order, without duplicates
   */
  public SortedSet<String> tags() {
    return tags;
  }

  /**
   * Returns where it comes from.
   *
   * @return source, key and trust
   */
  public Provenance provenance() {
    return provenance;
  }

  /**
   * Returns when it happened, was created, seen, verified and expires.
   *
   * @return all its times
   */
  public Chronology times() {
    return times;
  }

  /**
   * Returns how often the same thing happened.
   *
   * @return at least 1
   */
  public long occurrences() {
    return occurrences;
  }

  /**
   * Returns whether it is kept as it is: it neither fades nor is pruned.
   *
   * @return false unless set otherwise
   */
  public boolean pinned() {
    return pinned;
  }

  /**
   * Returns the arrows to other memories.
   *
   * @return possibly empty
   */
  public List<Link> links() {
    return links;
  }

  /**
   * Returns the revision that this value was read at, which a writer compares and sets.
   *
   * @return 0 for a memory that was never stored, then 1, 2, …
   */
  public long version() {
    return version;
  }

  /**
   * Returns the fields that a newer release wrote and this one does not know.
   *
   * @return raw JSON values by JSON pointer (RFC 6901), such as {@code /scope/region}; written back
   *     unchanged
   */
  public Map<String, String> unknownFields() {
    return unknownFields;
  }

  /**
   * Returns whether two revisions say the same: equal but for the version and for when they were
   * created and written.
   *
   * @param other another revision
   * @return whether storing one over the other would change nothing
   */
  public boolean saysTheSameAs(Memory other) {
    return other.toBuilder()
        .version(version)
        .createdAt(times.createdAt())
        .updatedAt(times.updatedAt())
        .build()
        .equals(this);
  }

  private List<@Nullable Object> parts() {
    return java.util.Arrays.asList(
        id,
        scope,
        title,
        content,
        text,
        type,
        status,
        severity,
        tags,
        provenance,
        times,
        occurrences,
        pinned,
        links,
        version,
        unknownFields);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Memory that && parts().equals(that.parts());
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, version);
  }

  @Override
  public String toString() {
    return content.kind() + " \"" + title + "\" (" + id + ", version " + version + ")";
  }
}
