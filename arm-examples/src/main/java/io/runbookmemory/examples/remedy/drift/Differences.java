package io.runbookmemory.examples.remedy.drift;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a live object is not what was declared. What the cluster adds of its own is no difference;
 * only paths are told, never values.
 */
final class Differences {

  private final List<String> paths = new ArrayList<>();

  private Differences() {}

  static List<String> of(Map<String, ?> declared, Map<String, ?> live) {
    Differences differences = new Differences();
    differences.map("", declared, live);
    return List.copyOf(differences.paths);
  }

  private void map(String path, Map<?, ?> declared, Map<?, ?> live) {
    declared.forEach(
        (key, value) -> value(path.isEmpty() ? "" + key : path + "." + key, value, live.get(key)));
  }

  private void value(String path, @Nullable Object declared, @Nullable Object live) {
    if (declared instanceof Map<?, ?> wanted && live instanceof Map<?, ?> found) {
      map(path, wanted, found);
    } else if (declared instanceof List<?> wanted && live instanceof List<?> found) {
      list(path, wanted, found);
    } else if (!isSame(declared, live)) {
      paths.add(path);
    }
  }

  /** Elements with a name are found by it, as admission hooks add some of their own. */
  private void list(String path, List<?> declared, List<?> live) {
    for (int i = 0; i < declared.size(); i++) {
      Object wanted = declared.get(i);
      if (wanted instanceof Map<?, ?> map && map.get("name") instanceof String name) {
        Object found =
            live.stream()
                .filter(one -> one instanceof Map<?, ?> it && name.equals(it.get("name")))
                .findFirst()
                .orElse(null);
        value(path + "[" + name + "]", wanted, found);
      } else {
        value(path + "[" + i + "]", wanted, i < live.size() ? live.get(i) : null);
      }
    }
    boolean named = !declared.isEmpty() && declared.getFirst() instanceof Map<?, ?>;
    if (!named && live.size() > declared.size()) {
      paths.add(path);
    }
  }

  private static boolean isSame(@Nullable Object declared, @Nullable Object live) {
    if (declared == null || (declared instanceof Map<?, ?> map && map.isEmpty())) {
      return true; // The API server leaves out what is empty.
    }
    if (declared instanceof List<?> list && list.isEmpty() && live == null) {
      return true;
    }
    if (live == null) {
      return false;
    }
    return declared.toString().equals(live.toString()) || isSame(amount(declared), amount(live));
  }

  private static boolean isSame(@Nullable BigDecimal declared, @Nullable BigDecimal live) {
    return declared != null && live != null && declared.compareTo(live) == 0;
  }

  /** 1000m of CPU is 1, and the API server may write the one for the other. */
  private static @Nullable BigDecimal amount(Object value) {
    try {
      return value.toString().matches("[0-9.]{1,18}[A-Za-z]{0,2}")
          ? Quantity.getAmountInBytes(new Quantity(value.toString())).stripTrailingZeros()
          : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
