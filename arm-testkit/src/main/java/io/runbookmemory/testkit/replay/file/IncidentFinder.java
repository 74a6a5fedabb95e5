package io.runbookmemory.testkit.replay.file;

import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.replay.incident.KnownMemory;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Finds the incident files of tests. A pattern is one of the class path, in folders and jars alike;
 * where nothing is found there, or with {@code file:} in front, of the working directory.
 */
public final class IncidentFinder {

  private static final String FILE = "file:";

  private final String patterns;
  private final TreeMap<String, FoundIncident> found = new TreeMap<>();
  private final Map<Path, List<KnownMemory>> heldIn = new HashMap<>();
  private final List<String> looked = new ArrayList<>();

  private IncidentFinder(String patterns) {
    this.patterns = patterns;
  }

  /**
   * Finds files and reads them.
   *
   * @param patterns such as {@code incidents/*.json}
   * @param loader of the class path
   * @return at least one of each, by name
   * @throws ConfigurationException if there is none; says where it was looked for
   */
  public static List<FoundIncident> find(List<String> patterns, ClassLoader loader) {
    TreeMap<String, FoundIncident> all = new TreeMap<>();
    for (String pattern : patterns) {
      all.putAll(new IncidentFinder(pattern).find(loader));
    }
    return closed(all);
  }

  /**
   * Reads files.
   *
   * @param paths files, and folders whose {@code *.json} are taken to any depth
   * @return at least one, by name
   * @throws ConfigurationException if one is not there, or there is none
   */
  public static List<FoundIncident> read(Collection<Path> paths) {
    IncidentFinder finder = new IncidentFinder(paths.toString());
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        finder.take(new Glob("**.json"), path);
      } else if (Files.exists(path)) {
        finder.take(path);
      } else {
        throw new ConfigurationException(
            path.toString(), "is not there: " + path.toAbsolutePath() + ". Name an incident file");
      }
      finder.looked.add(path.toAbsolutePath().toString());
    }
    return closed(finder.all());
  }

  private static List<FoundIncident> closed(Map<String, FoundIncident> all) {
    List<KnownMemory> held = SharedMemories.held(all.values());
    return all.values().stream()
        .map(one -> SharedMemories.filled(one, held))
        .map(SharedMemories::closed)
        .toList();
  }

  private Map<String, FoundIncident> find(ClassLoader loader) {
    boolean inFiles = patterns.startsWith(FILE);
    String pattern = patterns.substring(inFiles ? FILE.length() : 0).replaceFirst("^/{2,}", "/");
    Glob glob = new Glob(pattern);
    if (!inFiles) {
      onClassPath(glob, loader);
    }
    if (found.isEmpty()) {
      Path folder = Path.of("").toAbsolutePath().resolve(glob.folder());
      looked.add(folder + (Files.isDirectory(folder) ? "" : " (not there)"));
      if (Files.isDirectory(folder)) {
        take(glob, folder);
      }
    }
    return all();
  }

  private Map<String, FoundIncident> all() {
    if (found.isEmpty()) {
      throw new ConfigurationException(
          patterns,
          "no incident file matches "
              + patterns
              + ". Looked in:\n  "
              + String.join("\n  ", looked)
              + "\nA pattern names files, such as incidents/*.json");
    }
    return found;
  }

  private void onClassPath(Glob glob, ClassLoader loader) {
    Map<String, URL> folders = new LinkedHashMap<>();
    try {
      // A jar's folders may go by the one name or by the other.
      for (String name : List.of(glob.folder() + "/", glob.folder())) {
        loader
            .getResources(name.equals("/") ? "" : name)
            .asIterator()
            .forEachRemaining(folder -> folders.put(folder.toString(), folder));
      }
      for (URL folder : folders.values()) {
        take(glob, folder);
      }
    } catch (IOException | URISyntaxException e) {
      throw new UnavailableException(patterns, "the class path cannot be read for " + patterns, e);
    }
    if (looked.isEmpty()) {
      looked.add("the class path, which has no folder \"" + glob.folder() + "\"");
    }
  }

  private void take(Glob glob, URL folder) throws IOException, URISyntaxException {
    if (folder.openConnection() instanceof JarURLConnection inside) {
      Path jar = Path.of(inside.getJarFileURL().toURI());
      looked.add("class path: " + jar + "!/" + glob.folder());
      try (FileSystem files = FileSystems.newFileSystem(jar)) {
        take(glob, files.getPath("/" + glob.folder()));
      }
    } else if (folder.getProtocol().equals("file")) {
      URI at = folder.toURI();
      looked.add("class path: " + Path.of(at));
      take(glob, Path.of(at));
    }
  }

  private void take(Glob glob, Path folder) {
    try {
      glob.in(folder).forEach(this::take);
    } catch (IOException e) {
      throw new UnavailableException(folder.toString(), "cannot be read: " + folder, e);
    }
  }

  private void take(Path file) {
    FoundIncident read = IncidentReader.read(file);
    if (SharedMemories.isOpen(read)) {
      Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
      List<KnownMemory> beside = heldIn.get(folder);
      if (beside == null) {
        beside = heldIn(folder);
        heldIn.put(folder, beside);
      }
      read = SharedMemories.filled(read, beside);
    }
    found.put(read.file(), read);
  }

  private static List<KnownMemory> heldIn(Path folder) {
    try {
      return SharedMemories.held(
          new Glob("*.json").in(folder).stream().map(IncidentReader::read).toList());
    } catch (IOException e) {
      throw new UnavailableException(folder.toString(), "cannot be read: " + folder, e);
    }
  }
}
