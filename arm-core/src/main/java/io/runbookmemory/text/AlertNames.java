package io.runbookmemory.text;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells alert names from classes, exceptions and Kubernetes kinds. */
final class AlertNames {

  private static final Pattern CAMEL_CASE = Pattern.compile("[A-Z][A-Za-z0-9]{2,99}+");

  /** The kinds of the Kubernetes API reference that have two humps or more. */
  private static final Set<String> KUBERNETES_KINDS =
      Set.of(
          ("ConfigMap CronJob CustomResourceDefinition DaemonSet EndpointSlice"
               + " HorizontalPodAutoscaler LimitRange NetworkPolicy PersistentVolume"
               + " PersistentVolumeClaim PodDisruptionBudget PriorityClass ReplicaSet"
               + " ReplicationController ResourceQuota ClusterRole ClusterRoleBinding RoleBinding"
               + " ServiceAccount StatefulSet StorageClass VolumeAttachment IngressClass"
               + " RuntimeClass LoadBalancer NodePort ClusterIP")
              .split(" "));

  private AlertNames() {}

  static Optional<String> of(Mention mention) {
    String word = mention.word();
    boolean alert =
        CAMEL_CASE.matcher(word).matches()
            && hasHumps(word)
            && !isCode(mention)
            && !isKubernetesKind(word)
            && !ErrorCodes.isContainerReason(word);
    return alert ? Optional.of(word) : Optional.empty();
  }

  private static boolean isKubernetesKind(String word) {
    String singular = word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
    return KUBERNETES_KINDS.contains(word) || KUBERNETES_KINDS.contains(singular);
  }

  /** At least two humps of two letters; of just two, the last is no acronym (PostgreSQL). */
  private static boolean hasHumps(String word) {
    List<String> humps =
        Words.parts(word).stream()
            .filter(part -> part.length() > 1 && Character.isLetter(part.charAt(0)))
            .toList();
    return humps.size() > 2 || (humps.size() == 2 && hasSmallLetter(humps.getLast()));
  }

  private static boolean hasSmallLetter(String hump) {
    return hump.chars().anyMatch(Character::isLowerCase);
  }

  private static boolean isCode(Mention mention) {
    String word = mention.word();
    return word.endsWith("Exception")
        || (word.endsWith("Error") && mention.precedes(":"))
        || List.of("(", "#", "::", "$", "<").stream().anyMatch(mention::precedes)
        || List.of("@", "::", "$", "(*").stream().anyMatch(mention::follows);
  }
}
