package io.runbookmemory.connectors.origin;

import io.runbookmemory.connectors.ingest.Ingested;
import io.runbookmemory.connectors.markdown.MarkdownReader;
import io.runbookmemory.connectors.wiki.ConfluenceClient;
import io.runbookmemory.connectors.wiki.LabelledPage;
import io.runbookmemory.connectors.wiki.WikiPage;
import io.runbookmemory.error.ArmException;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryBuilder;
import io.runbookmemory.memory.Provenance;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.memory.json.MemoryJson;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The pages of a Confluence space, each a runbook or a postmortem as the same page in a file would
 * be: its title as first heading, code, tables and links kept, labels as tags, its address as url.
 * A page is known by its id, which stays when it is renamed or moved. Its last version is its time
 * of creation, and for runbooks of verification. Pages without text, which only hold others, are
 * passed over. Thread-safe.
 */
public final class ConfluenceSpace implements Origin {

  private final ConfluenceClient client;
  private final String space;
  private final MemoryJson.Defaults defaults;
  private final MarkdownReader reader;

  /**
   * Creates the pages of a space.
   *
   * @param client the wiki
   * @param space its key, such as {@code OPS}
   * @param defaults tenant, source, time of creation and the allowed environments
   */
  public ConfluenceSpace(ConfluenceClient client, String space, MemoryJson.Defaults defaults) {
    this.client = client;
    this.space = space;
    this.defaults = defaults;
    this.reader = new MarkdownReader(defaults);
  }

  @Override
  public String source() {
    return defaults.source();
  }

  @Override
  public String cursor() {
    return source();
  }

  @Override
  public void read(@Nullable Instant since, Consumer<Found> each) {
    client.changed(
        space,
        since,
        labelled -> {
          WikiPage page = labelled.page();
          if (!page.markdown().isBlank()) {
            each.accept(new Found(document(labelled), page.changed()));
          }
        });
  }

  private Ingested document(LabelledPage labelled) {
    WikiPage page = labelled.page();
    String place = page.url().toString();
    String title = page.title().replaceAll("\\s+", " ").strip();
    try {
      MarkdownReader.Read read =
          reader.read(place, page.id(), "# " + title + "\n\n" + page.markdown());
      return new Ingested.Read(filed(read.memory(), title, labelled), place, read.missing());
    } catch (ArmException e) {
      return new Ingested.Refused(place, Objects.toString(e.getMessage(), ""));
    }
  }

  private Memory filed(Memory memory, String title, LabelledPage labelled) {
    WikiPage page = labelled.page();
    String url = page.url().toString();
    TreeSet<String> tags = new TreeSet<>(memory.tags());
    tags.addAll(labelled.labels());
    Instant changed = Objects.requireNonNullElse(page.changed(), defaults.at());
    Provenance from = memory.provenance();
    MemoryBuilder builder =
        memory.toBuilder()
            .title(title.isEmpty() ? page.id() : title)
            .tags(tags)
            .createdAt(changed)
            .updatedAt(changed)
            .provenance(new Provenance(from.source(), from.key(), url, from.trust()));
    if (memory.content() instanceof Runbook runbook) {
      builder
          .content(runbook.toBuilder().urls(List.of(url)).build())
          .lastVerifiedAt(page.changed());
    }
    return builder.build();
  }
}
