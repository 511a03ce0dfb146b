// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension PythonSupport {
    /// What a module begins with: imports, deprecation, and the types of type variables.
    static let beginning: [Section] = [
        Section(
            #"""
            from __future__ import annotations

            import re
            import warnings
            from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
            #{ histogram
            from math import inf, isfinite
            #}
            from threading import Lock
            #{ collector
            from time import time
            #}
            from typing import (
                #{ deprecated
                TYPE_CHECKING,
                #}
                #{ gauge,limits,plain,collector,elsewhere
                Any,
                #}
                Final,
                Generic,
                #{ literal
                Literal,
                #}
                NamedTuple,
                #{ removed
                NoReturn,
                #}
                #{ protocol
                Protocol,
                #}
                TypeVar,
                cast,
            )
            from weakref import WeakKeyDictionary

            from prometheus_client import (
                REGISTRY,
                CollectorRegistry,
                #{ counter,limits
                Counter,
                #}
                #{ gauge
                Gauge,
                #}
                #{ histogram
                Histogram,
                #}
                #{ summary
                Summary,
                #}
                #{ plain,collector,elsewhere
                values,
                #}
            )
            #{ wrapper
            from prometheus_client.metrics import MetricWrapperBase
            #}
            #{ collector,elsewhere,former
            from prometheus_client.metrics_core import Metric
            #}
            from prometheus_client.registry import Collector
            #{ sample
            from prometheus_client.samples import Sample
            #}
            """#),
        Section(
            needs: [.deprecated],
            #"""
            if TYPE_CHECKING:
                from typing_extensions import deprecated as _deprecated

                _warns = _removed = property
            else:
                try:
                    from typing_extensions import deprecated as _deprecated
                except ImportError:

                    def _deprecated(message, *, category=None):
                        def mark(function):
                            function.__deprecated__ = message
                            return function

                        return mark

                class _warns:
                    """A deprecated metric: its first use warns."""

                    def __init__(self, get):
                        self._get = get
                        self.__doc__ = get.__doc__

                    def __get__(self, owner, owner_type=None):
                        if owner is None:
                            return self
                        name = self._get.__name__
                        warnings.warn(
                            f"`{name}` is {self._get.__deprecated__}",
                            DeprecationWarning,
                            stacklevel=2,
                        )
                        # From now on the attribute of the object hides this one of its class.
                        metric = owner.__dict__[name] = self._get(owner)
                        return metric

                class _removed:
                    """A removed metric: its use is an error."""

                    def __init__(self, get):
                        self._get = get

                    def __get__(self, owner, owner_type=None):
                        raise AttributeError(self._get.__deprecated__)
            """#),
        Section(
            #"""
            _LOCK = Lock()
            _M_co = TypeVar("_M_co", covariant=True)
            _T = TypeVar("_T")
            #{ stateset
            _V = TypeVar("_V", bound=str)
            #}
            #{ gauge
            _Mode = Literal[
                "all",
                "liveall",
                "min",
                "livemin",
                "max",
                "livemax",
                "sum",
                "livesum",
                "mostrecent",
                "livemostrecent",
            ]
            #}
            #{ wrapper
            _Wrapper = TypeVar("_Wrapper", bound=MetricWrapperBase)
            #}
            """#),
    ]
}
