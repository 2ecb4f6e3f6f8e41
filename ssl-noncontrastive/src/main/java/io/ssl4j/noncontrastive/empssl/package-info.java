/**
 * EMP-SSL: Tong, Chen, Ma, LeCun 2023, "EMP-SSL: Towards Self-Supervised Learning in One Training Epoch",
 * arXiv:2304.03977. Start at {@link io.ssl4j.noncontrastive.empssl.EmpSsl}; its settings are in {@link
 * io.ssl4j.noncontrastive.empssl.EmpSslConfig}.
 */
package io.ssl4j.noncontrastive.empssl;
