/**
 * What the tests of all modules share: golden values, finite differences, contracts that implementations extend, and
 * small image sets with known answers ({@link io.ssl4j.core.testing.SyntheticImages}, written as files by {@link
 * io.ssl4j.core.testing.ImageFixtures}).
 */
package io.ssl4j.core.testing;
