package io.runbookmemory.testkit.differential;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.usage.StepUsage;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.json.ChangeJson;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Operations as statements of Java on a {@code MemoryStore store}, to be pasted into a test. */
public final class AsJava {

  private final Map<MemoryId, String> names = new LinkedHashMap<>();

  private AsJava() {}

  /**
   * Returns the statements.
   *
   * @param operations what to do
   * @return the ids first, then a line for each operation
   */
  public static String of(List<Operation> operations) {
    AsJava java = new AsJava();
    String statements =
        operations.stream().map(each -> java.statement(each) + "\n").collect(Collectors.joining());
    StringBuilder ids = new StringBuilder();
    java.names.forEach(
        (id, name) ->
            ids.append("MemoryId %s = MemoryId.parse(\"%s\");\n".formatted(name, id.value())));
    return ids + statements;
  }

  private String statement(Operation operation) {
    String tenant = tenant(operation.tenant());
    String writer = "store.writer(" + tenant + ").";
    String reader = "store.reader(" + tenant + ").";
    return switch (operation) {
      case Operation.Upsert upsert ->
          writer + "upsert(" + list(upsert.batch(), this::memory) + ");";
      case Operation.Adjust adjust ->
          writer + "adjust(" + id(adjust.id()) + ", " + delta(adjust.delta().usage()) + ");";
      case Operation.Delete delete ->
          writer + "delete(" + list(delete.ids(), this::id) + ", " + time(delete.at()) + ");";
      case Operation.DeleteWhere delete ->
          writer + "delete(" + filter(delete.filter()) + ", " + time(delete.at()) + ");";
      case Operation.Apply apply -> writer + "apply(" + list(apply.changes(), this::change) + ");";
      case Operation.Search search -> reader + "search(" + request(search.request()) + ");";
      case Operation.Scan scan ->
          reader
              + "scan(%s, %s, %d); // and count"
                  .formatted(
                      filter(scan.filter()),
                      scan.after() == null ? "null" : id(scan.after()),
                      scan.pageSize());
      case Operation.Read read ->
          reader + "getAll(" + list(read.ids(), this::id) + "); // get, usage and history, too";
      case Operation.ReadAll all -> "// open again if durable; read all that " + tenant + " has";
    };
  }

  private static String tenant(Tenant tenant) {
    return tenant.equals(Tenant.DEFAULT)
        ? "Tenant.DEFAULT"
        : "new Tenant(" + quoted(tenant.name()) + ")";
  }

  private String id(MemoryId id) {
    return names.computeIfAbsent(id, fresh -> "id" + (names.size() + 1));
  }

  private static <T> String list(Collection<T> all, Function<T, String> each) {
    return all.stream().map(each).collect(Collectors.joining(", ", "List.of(", ")"));
  }

  private String memory(StoredMemory stored) {
    if (!stored.equals(Simpler.plainer(stored))) {
      return "((Change.Upserted) "
          + json(new Change.Upserted(1, stored, Usage.NONE))
          + ").stored()";
    }
    Tenant tenant = stored.memory().scope().tenant();
    long version = stored.memory().version();
    return "StoredMemory.lexical(SampleMemories.note("
        + id(stored.id())
        + ", \"Note\", \"words\")"
        + (tenant.equals(Tenant.DEFAULT) ? "" : ".scope(Scope.of(" + tenant(tenant) + "))")
        + (version == 0 ? "" : ".version(" + version + ")")
        + ".build())";
  }

  private String change(Change change) {
    return switch (change) {
      case Change.Upserted up ->
          up.usage().equals(Usage.NONE)
              ? "new Change.Upserted(%d, %s, Usage.NONE)"
                  .formatted(up.position(), memory(up.stored()))
              : json(up);
      case Change.Deleted gone ->
          "new Change.Deleted(%d, %s, %d, %s)"
              .formatted(gone.position(), id(gone.id()), gone.version(), time(gone.at()));
    };
  }

  private static String json(Change change) {
    return "ChangeJson.read(" + quoted(ChangeJson.write(change)) + ")";
  }

  private static String delta(Usage usage) {
    String counted;
    if (usage.recalls() > 0) {
      counted = "recalled()";
    } else if (usage.reinforcements() > 0 && usage.lastReinforced() != null) {
      counted = "reinforced(" + usage.reinforcements() + ", " + time(usage.lastReinforced()) + ")";
    } else {
      Instant at = usage.lastReinforced() == null ? Instant.EPOCH : usage.lastReinforced();
      counted = "outcome(" + (usage.successes() > 0) + ", " + time(at) + ")";
    }
    StringBuilder delta = new StringBuilder("UsageDelta.").append(counted);
    usage.steps().forEach((key, step) -> delta.append(withStep(key, step)));
    return delta.toString();
  }

  private static String withStep(String key, StepUsage step) {
    return ".withStep(%s, new StepUsage(%d, %d, %d, %d))"
        .formatted(quoted(key), step.tried(), step.helped(), step.harmed(), step.skipped());
  }

  private static String filter(Filter filter) {
    return switch (filter) {
      case Filter.Everything all -> "Filter.everything()";
      case Filter.And and -> "new Filter.And(" + list(and.parts(), AsJava::filter) + ")";
      case Filter.Or or -> "new Filter.Or(" + list(or.parts(), AsJava::filter) + ")";
      case Filter.Not not -> "new Filter.Not(" + filter(not.part()) + ")";
      case Filter.Eq<?> eq -> node("Eq<>", field(eq.field()), value(eq.value()));
      case Filter.Ne<?> ne -> node("Ne<>", field(ne.field()), value(ne.value()));
      case Filter.In<?> in ->
          node(
              "In<>",
              field(in.field()),
              in.values().stream()
                  .map(AsJava::value)
                  .collect(Collectors.joining(", ", "Set.of(", ")")));
      case Filter.Range<?> range ->
          node("Range<>", field(range.field()), value(range.from()) + ", " + value(range.to()));
      case Filter.ContainsText words -> "new Filter.ContainsText(" + quoted(words.text()) + ")";
      case Filter.HasTag tagged -> "new Filter.HasTag(" + quoted(tagged.tag()) + ")";
      case Filter.IsNull absent -> "new Filter.IsNull(" + field(absent.field()) + ")";
    };
  }

  private static String node(String name, String field, String values) {
    return "new Filter." + name + "(" + field + ", " + values + ")";
  }

  /** The constant of {@link Field}: {@code createdAt} is {@code CREATED_AT}. */
  private static String field(Field<?> field) {
    return "Field." + field.name().replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
  }

  private static String value(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Instant at -> time(at);
      case Long number -> number + "L";
      case String text -> quoted(text);
      default -> value.toString();
    };
  }

  private static String time(Instant at) {
    return "Instant.parse(\"" + at + "\")";
  }

  private static String request(SearchRequest request) {
    String near =
        request.embedding().map(AsJava::vector).orElse("")
            + request.space().map(AsJava::space).orElse("");
    String words = request.mode() == SearchRequest.Mode.VECTOR ? "" : quoted(request.text()) + ", ";
    return "SearchRequest."
        + request.mode().name().toLowerCase(Locale.ROOT)
        + "("
        + near
        + words
        + time(request.asOf())
        + ").filter(%s).topK(%d).minScore(%s).exact(%s).build()"
            .formatted(
                filter(request.filter()), request.topK(), request.minScore(), request.exact());
  }

  private static String vector(Embedding embedding) {
    StringBuilder vector = new StringBuilder();
    for (float coordinate : embedding.toArray()) {
      vector.append(vector.isEmpty() ? "" : ", ").append(coordinate).append('f');
    }
    return "Embedding.of(" + vector + "), ";
  }

  private static String space(EmbeddingSpace space) {
    return "new EmbeddingSpace(%s, %d, %s), "
        .formatted(quoted(space.modelId()), space.dimension(), quoted(space.checksum()));
  }

  private static String quoted(String text) {
    String escaped =
        text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\r", "\\r");
    return "\"" + escaped + "\"";
  }
}
