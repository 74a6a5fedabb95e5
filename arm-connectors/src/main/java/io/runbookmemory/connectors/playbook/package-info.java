/**
 * Playbooks as YAML files: {@link io.runbookmemory.connectors.playbook.PlaybookReader}. The format
 * is in {@code docs/formats/playbook.md}.
 *
 * <p>Imports {@code yaml}, {@code file} and the core's {@code oncall.playbook}, {@code tool} and
 * {@code error}.
 */
package io.runbookmemory.connectors.playbook;
