package io.runbookmemory.testkit.differential;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Note;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.StoredMemory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Operations that do a little less than another. */
final class Simpler {

  /** When a plain note was created: {@code SampleMemories.NOW}. */
  private static final Instant CREATED = Instant.parse("2026-05-12T02:41:00Z");

  private Simpler() {}

  /** The memories that an operation names. */
  static Set<MemoryId> ids(Operation operation) {
    return switch (operation) {
      case Operation.Upsert upsert -> set(upsert.batch(), StoredMemory::id);
      case Operation.Adjust adjust -> Set.of(adjust.id());
      case Operation.Delete delete -> set(delete.ids(), id -> id);
      case Operation.Apply apply -> set(apply.changes(), Change::id);
      case Operation.Read read -> set(read.ids(), id -> id);
      case Operation.DeleteWhere delete -> Set.of();
      case Operation.Search search -> Set.of();
      case Operation.Scan scan -> Set.of();
      case Operation.ReadAll all -> Set.of();
    };
  }

  private static <T> Set<MemoryId> set(List<T> named, Function<T, MemoryId> id) {
    Set<MemoryId> ids = new HashSet<>();
    named.forEach(each -> ids.add(id.apply(each)));
    return ids;
  }

  /** What to try in place of an operation, the boldest first. */
  static List<Operation> than(Operation operation) {
    Tenant tenant = operation.tenant();
    return switch (operation) {
      case Operation.Upsert upsert ->
          lists(upsert.batch(), Simpler::plainer, batch -> new Operation.Upsert(tenant, batch));
      case Operation.Apply apply ->
          lists(apply.changes(), Simpler::plainer, changes -> new Operation.Apply(tenant, changes));
      case Operation.Adjust adjust ->
          adjust.delta().equals(UsageDelta.recalled())
              ? List.of()
              : List.of(new Operation.Adjust(tenant, adjust.id(), UsageDelta.recalled()));
      case Operation.Delete delete ->
          lists(delete.ids(), id -> id, ids -> new Operation.Delete(tenant, ids, delete.at()));
      case Operation.Read read ->
          lists(read.ids(), id -> id, ids -> new Operation.Read(tenant, ids));
      case Operation.DeleteWhere delete ->
          filters(delete.filter(), one -> new Operation.DeleteWhere(tenant, one, delete.at()));
      case Operation.Scan scan ->
          filters(
              scan.filter(), one -> new Operation.Scan(tenant, one, scan.after(), scan.pageSize()));
      case Operation.Search search ->
          filters(
              search.request().filter(),
              one -> new Operation.Search(tenant, with(search.request(), one)));
      case Operation.ReadAll all -> List.of();
    };
  }

  /** The list without each of its elements, and with each made simpler. */
  private static <T> List<Operation> lists(
      List<T> list, UnaryOperator<T> simpler, Function<List<T>, Operation> operation) {
    List<Operation> all = new ArrayList<>();
    for (int i = 0; list.size() > 1 && i < list.size(); i++) {
      List<T> fewer = new ArrayList<>(list);
      fewer.remove(i);
      all.add(operation.apply(List.copyOf(fewer)));
    }
    for (int i = 0; i < list.size(); i++) {
      List<T> plainer = new ArrayList<>(list);
      plainer.set(i, simpler.apply(list.get(i)));
      if (!plainer.equals(list)) {
        all.add(operation.apply(List.copyOf(plainer)));
      }
    }
    return all;
  }

  /** A memory of the same identity and version that says next to nothing. */
  static StoredMemory plainer(StoredMemory stored) {
    Memory memory = stored.memory();
    Scope scope = Scope.of(memory.scope().tenant());
    return StoredMemory.lexical(
        Memory.builder(memory.id(), scope, "Note", new Note("words"), CREATED)
            .version(memory.version())
            .build());
  }

  private static Change plainer(Change change) {
    return switch (change) {
      case Change.Upserted up ->
          new Change.Upserted(up.position(), plainer(up.stored()), Usage.NONE);
      case Change.Deleted gone -> gone;
    };
  }

  private static List<Operation> filters(Filter filter, Function<Filter, Operation> operation) {
    List<Filter> simpler = new ArrayList<>();
    if (!filter.equals(Filter.everything())) {
      simpler.add(Filter.everything());
    }
    switch (filter) {
      case Filter.And and -> {
        simpler.addAll(and.parts());
        simpler.addAll(fewer(and.parts(), Filter.And::new));
      }
      case Filter.Or or -> {
        simpler.addAll(or.parts());
        simpler.addAll(fewer(or.parts(), Filter.Or::new));
      }
      case Filter.Not not -> simpler.add(not.part());
      case Filter.Everything leaf -> {}
      case Filter.Eq<?> leaf -> {}
      case Filter.Ne<?> leaf -> {}
      case Filter.In<?> leaf -> {}
      case Filter.Range<?> leaf -> {}
      case Filter.ContainsText leaf -> {}
      case Filter.HasTag leaf -> {}
      case Filter.IsNull leaf -> {}
    }
    return simpler.stream().map(operation).toList();
  }

  private static List<Filter> fewer(List<Filter> parts, Function<List<Filter>, Filter> join) {
    List<Filter> all = new ArrayList<>();
    for (int i = 0; parts.size() > 2 && i < parts.size(); i++) {
      List<Filter> rest = new ArrayList<>(parts);
      rest.remove(i);
      all.add(join.apply(rest));
    }
    return all;
  }

  private static SearchRequest with(SearchRequest request, Filter filter) {
    SearchRequest.Builder builder =
        switch (request.mode()) {
          case TEXT -> SearchRequest.text(request.text(), request.asOf());
          case VECTOR ->
              SearchRequest.vector(
                  request.embedding().orElseThrow(), request.space().orElseThrow(), request.asOf());
          case HYBRID ->
              SearchRequest.hybrid(
                  request.embedding().orElseThrow(),
                  request.space().orElseThrow(),
                  request.text(),
                  request.asOf());
        };
    return builder
        .filter(filter)
        .topK(request.topK())
        .minScore(request.minScore())
        .exact(request.exact())
        .build();
  }
}
