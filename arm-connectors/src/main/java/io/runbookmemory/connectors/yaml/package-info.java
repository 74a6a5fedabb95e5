/**
 * YAML 1.2 with places: {@link io.runbookmemory.connectors.yaml.YamlFile} reads the documents of a
 * file, {@link io.runbookmemory.connectors.yaml.YamlField} is one value that knows its line and its
 * path. No type of the YAML library leaves this package.
 *
 * <p>Imports {@code file}, the core's {@code error} and snakeyaml-engine.
 */
package io.runbookmemory.connectors.yaml;
