package io.runbookmemory.testkit.replay.file;

import io.runbookmemory.replay.incident.KnownMemory;
import io.runbookmemory.replay.incident.ReplayIncident;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** Memories that one file holds and others name, so that each file can be replayed alone. */
final class SharedMemories {

  private SharedMemories() {}

  /** Returns what files hold themselves. */
  static List<KnownMemory> held(Collection<FoundIncident> files) {
    return files.stream()
        .flatMap(one -> one.checked().read().stream())
        .flatMap(one -> one.known().stream())
        .filter(one -> one.memory() != null)
        .distinct()
        .toList();
  }

  /** Returns whether a file names what it does not hold. */
  static boolean isOpen(FoundIncident file) {
    return file.checked().read().stream()
        .flatMap(one -> one.known().stream())
        .anyMatch(one -> one.memory() == null);
  }

  /** Returns a file with what it names, as far as that is held. */
  static FoundIncident filled(FoundIncident file, List<KnownMemory> held) {
    return file.checked().read().map(one -> file.holding(filled(one, held))).orElse(file);
  }

  private static ReplayIncident filled(ReplayIncident incident, List<KnownMemory> held) {
    List<KnownMemory> known = new ArrayList<>();
    for (KnownMemory one : incident.known()) {
      List<KnownMemory> meant = one.memory() == null ? named(one.name(), held) : List.of();
      known.addAll(meant.isEmpty() ? List.of(one) : meant);
    }
    return new ReplayIncident(
        incident.id(),
        incident.title(),
        incident.from(),
        incident.to(),
        incident.real(),
        incident.alerts(),
        incident.slis(),
        known.stream().distinct().toList(),
        incident.actions(),
        incident.expected());
  }

  private static List<KnownMemory> named(String name, List<KnownMemory> held) {
    return held.stream()
        .filter(one -> KnownMemory.isCalled(Objects.requireNonNull(one.memory()), name))
        .toList();
  }

  /** Returns a file that is broken if it names what nobody holds. */
  static FoundIncident closed(FoundIncident file) {
    List<KnownMemory> known = file.checked().read().map(ReplayIncident::known).orElse(List.of());
    return known.stream()
        .filter(one -> one.memory() == null)
        .findFirst()
        .map(
            one ->
                file.broken(
                    "/known",
                    "names a memory that neither a file beside it nor one that is replayed with it"
                        + " holds, got "
                        + one.name()))
        .orElse(file);
  }
}
