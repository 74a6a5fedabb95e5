/**
 * What a team wrote down to be carried out: a {@link
 * io.runbookmemory.oncall.playbook.PlaybookCatalog} holds playbooks that fit the tools there are,
 * {@link io.runbookmemory.oncall.playbook.PlaybookRunner} runs one step by step through the guard.
 *
 * <p>Floor 5: imports {@code guard}, {@code store}, {@code memory}, {@code tool} and {@code error}.
 */
package io.runbookmemory.oncall.playbook;
