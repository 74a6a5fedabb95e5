package io.runbookmemory.connectors.resource;

import io.runbookmemory.connectors.yaml.YamlField;
import io.runbookmemory.connectors.yaml.YamlFile;
import io.runbookmemory.memory.graph.Relation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads the entities of a Backstage catalog: {@code Component}, {@code Resource}, {@code API},
 * {@code System}, {@code Domain} and {@code Group}; those of other kinds are passed over. An entity
 * is called by its name alone: {@code component:default/payments} is {@code payments}.
 *
 * <p>Source: the Backstage documentation, "Descriptor Format of Catalog Entities" and "Entity
 * References".
 */
final class BackstageFacts {

  private static final Set<String> KINDS =
      Set.of("component", "resource", "api", "system", "domain", "group");

  /** The fields of {@code spec} that name one entity or several, and what they say of it. */
  private enum Field {
    DEPENDS_ON("dependsOn", Relation.DEPENDS_ON, false),
    DEPENDENCY_OF("dependencyOf", Relation.DEPENDS_ON, true),
    PROVIDES_APIS("providesApis", Relation.PROVIDES, false),
    CONSUMES_APIS("consumesApis", Relation.CONSUMES, false),
    SUBCOMPONENT_OF("subcomponentOf", Relation.IS_PART_OF, false),
    SYSTEM("system", Relation.IS_PART_OF, false),
    DOMAIN("domain", Relation.IS_PART_OF, false),
    PARENT("parent", Relation.IS_PART_OF, false),
    OWNER("owner", Relation.IS_OWNED_BY, false);

    private final String key;
    private final Relation relation;
    private final boolean reversed;

    Field(String key, Relation relation, boolean reversed) {
      this.key = key;
      this.relation = relation;
      this.reversed = reversed;
    }
  }

  private final List<Fact> facts = new ArrayList<>();

  private BackstageFacts() {}

  static List<Fact> read(Path file) {
    BackstageFacts reader = new BackstageFacts();
    for (YamlField entity : YamlFile.documents(file, ResourceFiles.MAX_BYTES)) {
      String kind = entity.require("kind").text();
      String version = entity.require("apiVersion").text();
      if (version.startsWith("backstage.io/") && KINDS.contains(kind.toLowerCase(Locale.ROOT))) {
        reader.add(kind, entity);
      }
    }
    return reader.facts;
  }

  private void add(String kind, YamlField entity) {
    String name = entity.require("metadata").require("name").text();
    YamlField spec = entity.require("spec");
    for (Field field : Field.values()) {
      spec.find(field.key)
          .ifPresent(value -> value.itemsOrSelf().forEach(ref -> add(kind, name, field, ref)));
    }
    spec.find("lifecycle")
        .ifPresent(
            stage ->
                facts.add(
                    new Fact(
                        name,
                        Relation.HAS_LIFECYCLE.words(),
                        stage.text(),
                        null,
                        kind + " " + name,
                        stage.place())));
  }

  private void add(String kind, String name, Field field, YamlField ref) {
    String other = name(ref);
    String because = field.key + " of " + kind + " " + name;
    // A component and the API it provides are often called the same: that says nothing.
    if (!other.equals(name)) {
      facts.add(
          new Fact(
              field.reversed ? other : name,
              field.relation.words(),
              field.reversed ? name : other,
              null,
              because,
              ref.place()));
    }
  }

  /** Returns the name in {@code [kind:][namespace/]name}. */
  private static String name(YamlField ref) {
    String text = ref.text();
    String name = text.substring(Math.max(text.indexOf(':'), text.lastIndexOf('/')) + 1);
    if (name.isBlank()) {
      throw ref.refusal("must be a reference [kind:][namespace/]name, got \"" + text + "\"");
    }
    return name;
  }
}
