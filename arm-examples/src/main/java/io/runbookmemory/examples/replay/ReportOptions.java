package io.runbookmemory.examples.replay;

import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.replay.page.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a report goes, and how it is written there. */
final class ReportOptions {

  /** How a report is written. */
  enum Format {
    TEXT,
    MARKDOWN,
    JSON,
    HTML
  }

  /** What can be written in every way. */
  interface Report {
    Page toPage();

    String toJson();

    String toHtml();
  }

  private static final boolean TERMINAL = Boolean.getBoolean("arm.terminal");

  private static final Map<String, Format> ENDINGS =
      Map.of("txt", Format.TEXT, "md", Format.MARKDOWN, "json", Format.JSON, "html", Format.HTML);

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "text, markdown, json or html (default: as the file's name ends, else text on a terminal"
              + " and markdown elsewhere).")
  private @Nullable Format format;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write the report there, not to standard output.")
  private @Nullable Path file;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write it as a page with charts too, which loads nothing.")
  private @Nullable Path html;

  void write(Report report, DataOutput output) {
    if (html != null) {
      write(html, report.toHtml());
    }
    String text = written(report, format(output));
    if (file == null) {
      output.line(text);
    } else {
      write(file, text + "\n");
    }
  }

  private Format format(DataOutput output) {
    if (format != null || output.json()) {
      return format == null ? Format.JSON : format;
    }
    return Optional.ofNullable(file)
        .map(Path::toString)
        .map(name -> name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT))
        .map(ENDINGS::get)
        .orElse(TERMINAL && file == null ? Format.TEXT : Format.MARKDOWN);
  }

  private static String written(Report report, Format format) {
    return switch (format) {
      case TEXT -> report.toPage().toText().stripTrailing();
      case MARKDOWN -> report.toPage().toMarkdown().stripTrailing();
      case JSON -> report.toJson();
      case HTML -> report.toHtml().stripTrailing();
    };
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UnavailableException(file.toString(), "cannot be written: " + file, e);
    }
  }
}
