package io.runbookmemory.connectors.markdown;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Provenance;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.memory.json.MemoryJson;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of Markdown, with or without YAML front matter, as the memory of a runbook. Reading
 * the same file again gives an equal memory but for the times of creation. Thread-safe.
 *
 * <p>Front matter may name {@code title}, {@code service}, {@code env}, {@code cluster}, {@code
 * namespace}, {@code severity}, {@code tags}, {@code slo}, {@code owners}, {@code escalation},
 * {@code urls}, {@code alerts}, {@code detection}, {@code last_verified}, {@code expires_at} and
 * {@code key} (or {@code id}). Any other key is left alone, wikis have many; it is not kept.
 *
 * <p>The title is front matter's, else the page's, else the file's name. A runbook is trusted as
 * curated: somebody wrote it for this purpose.
 */
public final class MarkdownRunbookReader {

  /** The largest file that is read, in bytes: nobody follows a runbook of 16 MB. */
  public static final int MAX_BYTES = 16 << 20;

  private final MemoryJson.Defaults defaults;

  /**
   * Creates a reader.
   *
   * @param defaults tenant, source, time of creation and the allowed environments
   */
  public MarkdownRunbookReader(MemoryJson.Defaults defaults) {
    this.defaults = defaults;
  }

  /**
   * Returns the memory of a file.
   *
   * @param file the file
   * @param key what identifies it in its source, unless front matter has a key: its path from the
   *     folder that is ingested
   * @return a memory of version 0, named by source and key
   * @throws InvalidInputException if the file is too large, not UTF-8, empty, binary, or its front
   *     matter breaks a rule; names file, line, field and rule
   * @throws io.runbookmemory.error.ConfigurationException if there is no such file
   * @throws io.runbookmemory.error.UnavailableException if it cannot be read
   */
  public Memory read(Path file, String key) {
    return memory(MarkdownFile.read(file), key);
  }

  Memory memory(MarkdownFile read, String key) {
    RunbookFields fields = read.fields();
    String body = read.body();
    MarkdownPage page = MarkdownPage.parse(body);
    Runbook runbook = fields.runbook(Runbook.builder(body).steps(page.steps()));
    String title = first(fields.text("title"), page.title().orElse(read.baseName()));
    String name = first(fields.key(), key);
    Scope scope = fields.scope(Scope.of(defaults.tenant()), defaults.environments());
    String url = runbook.urls().isEmpty() ? null : runbook.urls().getFirst();
    return fields
        .describe(
            Memory.builder(
                MemoryId.named(defaults.source(), name),
                scope,
                PlainText.oneLine(title),
                runbook,
                defaults.at()))
        .provenance(new Provenance(defaults.source(), name, url, TrustTier.CURATED))
        .build();
  }

  private static String first(@Nullable String word, String otherwise) {
    return Objects.requireNonNullElse(word, otherwise);
  }
}
