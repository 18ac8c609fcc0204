"""The law, pure: what may be asked, of whom, by when. One module a law; `calendar` counts days."""
