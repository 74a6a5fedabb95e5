package io.runbookmemory.examples.draft;

import io.runbookmemory.connectors.markdown.MarkdownReader;
import io.runbookmemory.connectors.markdown.MarkdownRunbookReader;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.Note;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.memory.json.MemoryJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A draft as somebody edited it, in a file.
 *
 * @param file where it is
 * @param called what messages call it
 * @param ours whether the file was made here
 */
public record EditedDraft(Path file, @Nullable String called, boolean ours) {

  private static final Path STANDARD_INPUT = Path.of("-");

  static EditedDraft of(Path file) {
    if (!file.equals(STANDARD_INPUT)) {
      return new EditedDraft(file, null, false);
    }
    try {
      Path copy = Files.createTempFile("arm-draft-", ".md");
      Files.write(copy, System.in.readAllBytes());
      return new EditedDraft(copy, "standard input", true);
    } catch (IOException e) {
      throw new UnavailableException("standard input", "it cannot be read: " + e, e);
    }
  }

  /** Takes text that came some other way; {@link #delete} ends it. */
  public static EditedDraft ofText(String text) {
    try {
      Path copy = Files.createTempFile("arm-draft-", ".md");
      Files.writeString(copy, text);
      return new EditedDraft(copy, "text", true);
    } catch (IOException e) {
      throw new UnavailableException("text", "it cannot be put aside: " + e, e);
    }
  }

  /** Opens an editor and waits until it is closed. */
  static EditedDraft byEditor(String text) {
    String editor =
        Optional.ofNullable(System.getenv("VISUAL"))
            .or(() -> Optional.ofNullable(System.getenv("EDITOR")))
            .filter(one -> !one.isBlank())
            .orElse("vi");
    try {
      Path file = Files.createTempFile("arm-draft-", ".md");
      Files.writeString(file, text);
      // An editor's setting may have arguments, as in "code --wait": the shell takes them apart.
      Process process =
          new ProcessBuilder("sh", "-c", editor + " \"$1\"", "arm", file.toString())
              .inheritIO()
              .start();
      int code = process.waitFor();
      if (code != 0) {
        Files.delete(file);
        throw new ConfigurationException(
            editor, "the editor \"" + editor + "\" ended with " + code + "; nothing was changed");
      }
      return new EditedDraft(file, null, true);
    } catch (IOException e) {
      throw new ConfigurationException(
          editor, "the editor \"" + editor + "\" cannot be run: " + e + "; use --file", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException(editor, "interrupted while it was open", e);
    }
  }

  /** Returns the draft with what the file says, where that may say something else. */
  public Memory read(Memory draft) {
    try {
      return merged(draft);
    } catch (InvalidInputException e) {
      throw called == null
          ? e
          : new InvalidInputException(
              "", String.valueOf(e.getMessage()).replace(file.toString(), called));
    }
  }

  private Memory merged(Memory draft) {
    MemoryJson.Defaults defaults =
        new MemoryJson.Defaults(
            draft.scope().tenant(),
            draft.provenance().source(),
            draft.times().createdAt(),
            Environments.DEFAULT);
    String key = draft.id().toString();
    Memory read =
        switch (draft.content()) {
          case Incident was -> {
            Memory page = new MarkdownReader(defaults).read(file, key).memory();
            yield page.toBuilder().content(incident(page, was)).build();
          }
          case Runbook was -> new MarkdownRunbookReader(defaults).read(file, key);
          case Note was -> {
            Memory page = new MarkdownRunbookReader(defaults).read(file, key);
            yield page.toBuilder().content(new Note(page.text())).build();
          }
          default ->
              throw new ConfigurationException(
                  key, "a draft of kind " + draft.content().kind() + " has no text to edit");
        };
    return draft.toBuilder()
        .title(read.title())
        .content(read.content())
        .scope(read.scope())
        .severity(read.severity().orElse(null))
        .tags(read.tags())
        .build();
  }

  /**
   * Times, alert and attempts are the journal's; words are the editor's, who may strike out lines
   * of the timeline.
   */
  private Incident incident(Memory page, Incident was) {
    if (!(page.content() instanceof Incident told)) {
      throw new InvalidInputException(file.toString(), "front matter must say type: incident");
    }
    return Incident.builder(told.symptom())
        .alertName(was.alertName().orElse(null))
        .fingerprint(was.fingerprint().orElse(null))
        .rootCause(told.rootCause().orElse(null))
        .resolution(told.resolution().orElse(null))
        .openedAt(was.openedAt().orElse(null))
        .detectedAt(was.detectedAt().orElse(null))
        .mitigatedAt(was.mitigatedAt().orElse(null))
        .resolvedAt(was.resolvedAt().orElse(null))
        .affectedServices(was.affectedServices())
        .attempts(was.attempts())
        .observations(was.observations().stream().filter(page.text()::contains).toList())
        .build();
  }

  /** Tells where a file made here is, which stays. */
  void keep(Consumer<Path> told) {
    if (ours) {
      told.accept(Objects.requireNonNull(file));
    }
  }

  public void delete() {
    if (ours) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UnavailableException(file.toString(), "it cannot be deleted: " + e, e);
      }
    }
  }
}
