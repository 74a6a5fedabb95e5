package io.runbookmemory.memory.graph;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The relations of resource facts that have a meaning here. A fact may say any other; it is
 * remembered and found, and stands in no graph.
 */
public enum Relation {
  /** The subject cannot do without the object. */
  DEPENDS_ON(Tie.NEEDS),
  /** The subject sends requests to the object. */
  CALLS(Tie.NEEDS),
  /** The subject uses the object, such as a library's or a vendor's service. */
  USES(Tie.NEEDS),
  /** The subject uses an API, which is the object. */
  CONSUMES(Tie.NEEDS),
  /** The subject asks a database, which is the object. */
  QUERIES(Tie.NEEDS),
  /** The subject's messages go to the object. */
  SENDS_MESSAGES_TO(Tie.NEEDS),
  /** The subject lets requests in for the object. */
  ROUTES_TO(Tie.NEEDS),
  /** The other way round: the object cannot do without the subject. */
  IS_A_DEPENDENCY_OF(Tie.IS_NEEDED_BY),
  /** The subject is an address of the object, such as a Kubernetes Service of its pods. */
  SELECTS(Tie.LEADS_TO),
  /** The subject serves an API, which is the object. */
  PROVIDES(Tie.IS_LED_TO_BY),
  /** The subject is a former name of the object. */
  WAS_RENAMED_TO(Tie.IS_NAME_OF),
  /** The object is another name of the subject. */
  IS_ALSO_CALLED(Tie.HAS_NAME),
  /** The subject's pods live in a namespace. */
  RUNS_IN_NAMESPACE(Tie.NONE),
  /** The subject is one of the parts of an application or system. */
  IS_PART_OF(Tie.NONE),
  /** The subject is somebody's. */
  IS_OWNED_BY(Tie.NONE),
  /** The subject was made by a tool or a controller. */
  IS_MANAGED_BY(Tie.NONE),
  /** The subject's version. */
  HAS_VERSION(Tie.NONE),
  /** The subject's stage in life, such as {@code production} or {@code deprecated}. */
  HAS_LIFECYCLE(Tie.NONE),
  /** The subject changes how many there are of the object. */
  SCALES(Tie.NONE),
  /** The subject keeps data on a volume. */
  STORES_DATA_ON(Tie.NONE);

  /** What a relation is to a graph of services. */
  enum Tie {
    /** An arrow from subject to object. */
    NEEDS,
    /** An arrow from object to subject. */
    IS_NEEDED_BY,
    /** Subject and object are one step: who needs the subject needs the object. */
    LEADS_TO,
    /** Object and subject are one step: who needs the object needs the subject. */
    IS_LED_TO_BY,
    /** Both are one service, by the object's name. */
    IS_NAME_OF,
    /** Both are one service, by the subject's name. */
    HAS_NAME,
    /** No arrow. */
    NONE
  }

  private static final Pattern SEPARATORS = Pattern.compile("[\\s_-]+|(?<=[a-z])(?=[A-Z])");

  private static final Map<String, Relation> BY_WORDS =
      Arrays.stream(values()).collect(Collectors.toMap(Relation::words, Function.identity()));

  private final Tie tie;

  Relation(Tie tie) {
    this.tie = tie;
  }

  /**
   * Returns the relation as a fact says it.
   *
   * @return lower-case words, such as {@code depends on}
   */
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /**
   * Returns the relation that some words mean.
   *
   * @param words such as {@code depends on}, {@code depends_on} or {@code dependsOn}
   * @return empty if they mean none of these
   */
  public static Optional<Relation> of(String words) {
    String plain = SEPARATORS.matcher(words.strip()).replaceAll(" ").toLowerCase(Locale.ROOT);
    return Optional.ofNullable(BY_WORDS.get(plain));
  }

  Tie tie() {
    return tie;
  }
}
