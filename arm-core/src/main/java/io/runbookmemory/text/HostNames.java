package io.runbookmemory.text;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells hosts from files, versions, packages, label keys and ends of sentences. */
final class HostNames {

  private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}+(\\.[0-9]{1,3}+){3}");

  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  // Top-level domains that are trusted after a single label. All others, and those that are words,
  // file endings or fields as well (log.info, it.in, labels.app), need two labels before them.
  private static final Set<String> TOP_LEVEL =
      Set.of(
          ("com net org edu gov io ai co eu uk de fr nl ca au jp cn ch se dk fi es br kr sg nz ie"
                  + " internal local")
              .split(" "));

  private static final Set<String> WEAK_TOP_LEVEL =
      Set.of(
          ("info biz int mil dev app cloud tech xyz online site us in it at be no me pl cz pt gr tr"
                  + " il za mx ar cl hk tw ru svc lan corp home intranet localdomain consul arpa"
                  + " test example")
              .split(" "));

  /** How packages of Java and Go begin. */
  private static final Set<String> PACKAGE_ROOTS =
      Set.of("com", "org", "net", "io", "java", "javax", "jakarta", "jdk");

  // Kubernetes makes the hashes of its names from this alphabet, without vowels and look-alikes
  // (apimachinery, util/rand): <deployment>-<template hash>-<five>. A digit keeps words out.
  private static final String SAFE = "[bcdfghjklmnpqrstvwxz2456789]";

  private static final Pattern POD =
      Pattern.compile("[a-z0-9][a-z0-9-]*-(?=[a-z]*[0-9])" + SAFE + "{5,10}-" + SAFE + "{5}");

  /** What a short name must follow to be a machine's: elsewhere it may be a step, or a file. */
  private static final Set<String> CALLED =
      Set.of("host", "hostname", "node", "instance", "server", "machine", "pod", "broker", "vm");

  /** A name without points that counts its like: {@code db-07}, {@code web3}. */
  private static final Pattern SHORT = Pattern.compile("[a-z]{2}[a-z0-9-]{0,60}[0-9]");

  /** Names joined by points, the last one letters. */
  private static final Pattern DOTTED =
      Pattern.compile("[a-z0-9][a-z0-9-]*(\\.[a-z0-9][a-z0-9-]*)*\\.[a-z]{2,}");

  private HostNames() {}

  static Optional<String> of(Mention mention) {
    String word = mention.word();
    boolean host =
        isAddress(mention)
            || isFullName(mention)
            || POD.matcher(word).matches()
            || (isCalledHost(mention) && SHORT.matcher(word).matches());
    return host ? Optional.of(word.toLowerCase(Locale.ROOT)) : Optional.empty();
  }

  private static boolean isCalledHost(Mention mention) {
    return CALLED.contains(mention.previous(0)) || mention.follows("://");
  }

  /** Returns what is a host if another text says so, by a URL or by what it calls it. */
  static Optional<String> possible(Mention mention) {
    String word = mention.word();
    return SHORT.matcher(word).matches() || DOTTED.matcher(word).matches()
        ? Optional.of(word)
        : Optional.empty();
  }

  private static boolean isAddress(Mention mention) {
    if (!IPV4.matcher(mention.word()).matches() || !standsLikeHost(mention)) {
      return false;
    }
    String[] bytes = mention.word().split("\\.", -1);
    for (String part : bytes) {
      if (Integer.parseInt(part) > 255 || (part.length() > 1 && part.startsWith("0"))) {
        return false;
      }
    }
    // 127.0.0.1 and 0.0.0.0 are on every machine and name none.
    return !bytes[0].equals("127") && !bytes[0].equals("0");
  }

  private static boolean isFullName(Mention mention) {
    String written = mention.word();
    String name = written.toLowerCase(Locale.ROOT);
    boolean oneCase = name.equals(written) || written.toUpperCase(Locale.ROOT).equals(written);
    if (!oneCase || !name.contains(".") || !standsLikeHost(mention)) {
      return false;
    }
    String[] labels = name.split("\\.", -1);
    for (String label : labels) {
      if (!LABEL.matcher(label).matches()) {
        return false;
      }
    }
    String top = labels[labels.length - 1];
    boolean inUrl = mention.follows("://") && Character.isLetter(top.charAt(0));
    return inUrl
        || (TOP_LEVEL.contains(top) && !isPackage(labels))
        || (WEAK_TOP_LEVEL.contains(top) && labels.length > 2 && !isPackage(labels));
  }

  private static boolean isPackage(String[] labels) {
    return labels.length > 2 && PACKAGE_ROOTS.contains(labels[0]);
  }

  // app.kubernetes.io/name and gcr.io/image are keys, 10.0.0.0/8 is a network, log.info( a call.
  private static boolean standsLikeHost(Mention mention) {
    boolean inUrl = mention.follows("//");
    boolean inPath = mention.follows("/") || mention.precedes("/");
    return (inUrl || !inPath) && !mention.precedes("(") && !mention.precedes("=");
  }
}
