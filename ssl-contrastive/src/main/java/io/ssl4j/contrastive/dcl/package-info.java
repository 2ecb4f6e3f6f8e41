/**
 * DCL and DCLW: Yeh, Hong, Hsu, Liu, Chen, LeCun 2021, "Decoupled Contrastive Learning", arXiv:2110.06848. Start at
 * {@link io.ssl4j.contrastive.dcl.Dcl}; its settings are in {@link io.ssl4j.contrastive.dcl.DclConfig}.
 */
package io.ssl4j.contrastive.dcl;
