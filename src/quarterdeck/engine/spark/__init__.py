"""Past one machine: the works over everything, and questions, on a cluster of Apache Spark.

The cluster must see the folders of the segments and of the result under the same paths as this machine.
"""

from quarterdeck.engine.spark.answering import answer

__all__ = ["answer"]
