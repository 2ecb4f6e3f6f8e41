/**
 * Recipes of views as values, for every kind of sample: which operations make a view, in which order, with which
 * numbers. A {@link io.ssl4j.core.recipe.ViewRecipe} is read from short texts, changed by the same texts, and printed
 * as such. A modality says which operations there are in a {@link io.ssl4j.core.recipe.ViewCatalog}.
 */
package io.ssl4j.core.recipe;
