package io.runbookmemory.connectors.playbook;

import io.runbookmemory.connectors.yaml.YamlField;
import io.runbookmemory.connectors.yaml.YamlFile;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.oncall.playbook.Playbook;
import io.runbookmemory.oncall.playbook.PlaybookCatalog;
import io.runbookmemory.tool.ToolContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Reads playbooks from files, and checks them beside each other and beside the tools that there
 * are; {@code docs/formats/playbook.md} shows one. Whatever is unknown or against a rule is a
 * fault: what a mistyped field means, nobody should have to find out at night. Immutable and
 * thread-safe.
 */
public final class PlaybookReader {

  private final List<ToolContract> tools;

  /**
   * Creates a reader.
   *
   * @param tools the contracts of all registered tools, each name once
   */
  public PlaybookReader(Collection<ToolContract> tools) {
    this.tools = List.copyOf(tools);
  }

  /**
   * Returns the playbooks of files and folders.
   *
   * @param paths files of one or several YAML documents, at most 1 MiB each, and folders, of which
   *     every {@code .yaml} and {@code .yml} file is read
   * @return what could be read, and everything that is wrong with it
   * @throws io.runbookmemory.error.ConfigurationException if there is no such file, or a folder
   *     holds none
   * @throws io.runbookmemory.error.UnavailableException if one cannot be read
   */
  public ReadPlaybooks read(List<Path> paths) {
    List<InvalidInputException> faults = new ArrayList<>();
    List<PlaybookDocument> documents = new ArrayList<>();
    List<ReadPlaybooks.Entry> entries = new ArrayList<>();
    for (Path path : paths) {
      for (Path file : PlaybookFolder.files(path)) {
        for (PlaybookDocument document : documents(file, faults)) {
          try {
            entries.add(new ReadPlaybooks.Entry(document.read(), document.place()));
            documents.add(document);
          } catch (InvalidInputException e) {
            faults.add(e);
          }
        }
      }
    }
    List<Playbook> playbooks = entries.stream().map(ReadPlaybooks.Entry::playbook).toList();
    for (PlaybookCatalog.Fault fault : PlaybookCatalog.faults(playbooks, tools)) {
      faults.add(documents.get(fault.playbook()).refusal(fault.violation()));
    }
    return new ReadPlaybooks(entries, faults);
  }

  private static List<PlaybookDocument> documents(Path file, List<InvalidInputException> faults) {
    try {
      List<YamlField> fields = YamlFile.documents(file);
      if (fields.isEmpty()) {
        faults.add(new InvalidInputException(file.toString(), "must hold a playbook, got none"));
      }
      return fields.stream().map(PlaybookDocument::new).toList();
    } catch (InvalidInputException e) {
      faults.add(e);
      return List.of();
    }
  }
}
