"""The layouts of feedback, each where it is written."""

from data_access.sources.presets.airline import AIRLINE
from data_access.sources.presets.app_stores import (
    APP_STORE,
    APP_STORE_CONNECT,
    APP_STORE_FEED,
    GOOGLE_PLAY,
    GOOGLE_PLAY_PAGES,
)
from data_access.sources.presets.delighted import DELIGHTED
from data_access.sources.presets.google_business import GOOGLE_BUSINESS, GOOGLE_MAPS, GOOGLE_MAPS_PLACES
from data_access.sources.presets.google_forms import GOOGLE_FORMS
from data_access.sources.presets.intercom import INTERCOM, INTERCOM_API, INTERCOM_MESSAGES
from data_access.sources.presets.surveymonkey import SURVEYMONKEY
from data_access.sources.presets.trustpilot import TRUSTPILOT, TRUSTPILOT_API, TRUSTPILOT_PAGES
from data_access.sources.presets.typeform import TYPEFORM
from data_access.sources.presets.x_archive import X_ARCHIVE, X_ARCHIVE_CSV, X_POSTS
from data_access.sources.presets.yelp import YELP, YELP_API
from data_access.sources.presets.zendesk import ZENDESK, ZENDESK_JSON

FEEDBACK = (
    *(TRUSTPILOT, TRUSTPILOT_API, TRUSTPILOT_PAGES),
    *(GOOGLE_PLAY, GOOGLE_PLAY_PAGES, APP_STORE_CONNECT, APP_STORE, APP_STORE_FEED),
    *(GOOGLE_BUSINESS, GOOGLE_MAPS, GOOGLE_MAPS_PLACES, YELP, YELP_API, AIRLINE),
    *(ZENDESK, ZENDESK_JSON, INTERCOM, INTERCOM_API, INTERCOM_MESSAGES),
    *(GOOGLE_FORMS, TYPEFORM, SURVEYMONKEY, DELIGHTED, X_ARCHIVE, X_POSTS, X_ARCHIVE_CSV),
)
