package io.runbookmemory.connectors.ingest;

import io.runbookmemory.connectors.markdown.MarkdownLinks;
import io.runbookmemory.error.ArmException;
import io.runbookmemory.store.artifact.ArtifactStore;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * Puts the files that a page links to into a store, and their hashes below the page's text: the
 * links stay as they are. Only files below the folder that is read are taken, by relative links,
 * and none whose name or folder begins with a dot.
 */
final class Attachments {

  private static final Pattern SCHEME_OR_ROOT = Pattern.compile("(?i)[a-z][a-z0-9+.-]*:.*|[/#?].*");

  private final ArtifactStore store;

  Attachments(ArtifactStore store) {
    this.store = store;
  }

  /**
   * Returns a page's text with the list of its attachments, and takes them.
   *
   * @param root what no link may lead out of
   * @param page the page's file
   * @param text the page's text
   * @param missing takes what a link promises and is not there
   * @return the same text where there are none
   */
  String keep(Path root, Path page, String text, List<String> missing) {
    List<String> lines = new ArrayList<>();
    for (String link : MarkdownLinks.in(text)) {
      if (link.isEmpty() || SCHEME_OR_ROOT.matcher(link).matches() || isDocument(link)) {
        continue;
      }
      Optional<Path> file = file(root, page, link);
      if (file.isEmpty()) {
        missing.add("attachment " + link);
        continue;
      }
      try (InputStream in = Files.newInputStream(file.get())) {
        lines.add("- [" + link + "](" + link + ") " + store.put(in));
      } catch (IOException e) {
        missing.add("attachment " + link + " (" + e + ")");
      } catch (ArmException e) {
        missing.add("attachment " + link + " (" + e.getMessage() + ")");
      }
    }
    return lines.isEmpty() ? text : text + "\n\n## Attachments\n\n" + String.join("\n", lines);
  }

  /** Pages are memories themselves. */
  private static boolean isDocument(String link) {
    String path = link.replaceFirst("[?#].*$", "").toLowerCase(Locale.ROOT);
    return path.endsWith(".md") || path.endsWith(".markdown") || path.endsWith("/");
  }

  private static Optional<Path> file(Path root, Path page, String link) {
    try {
      String name =
          URLDecoder.decode(
              link.replaceFirst("[?#].*$", "").replace("+", "%2B"), StandardCharsets.UTF_8);
      Path folder = Objects.requireNonNullElse(page.toAbsolutePath().getParent(), root);
      Path real = folder.resolve(name).toRealPath();
      Path whole = root.toRealPath();
      boolean inside = real.startsWith(whole) && !hidden(whole.relativize(real));
      return Optional.of(real).filter(file -> inside && Files.isRegularFile(file));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty(); // no such file, or no name of one: %zz
    }
  }

  private static boolean hidden(Path path) {
    return StreamSupport.stream(path.spliterator(), false)
        .anyMatch(name -> name.toString().startsWith("."));
  }
}
